import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { closeAll, openBrowser } from './openBrowser.ts'
import { type Study, setUpWorkspace } from './setUpWorkspace.ts'
import { type App, startApp } from './startApp.ts'

interface UseStudyOptions {
  /** Of the browser's command line. */
  flags?: readonly string[]
  /** Windows stay open from one test to the next. */
  keepOpen?: boolean
}

/**
 * A server, a browser and the study of the demo for all tests of a file, handed to `begin` before the first of them.
 * After each test every window is closed, after the last one all the rest.
 */
export const useStudy = (
  begin: (made: { app: App; browser: Browser; study: Study }) => unknown,
  { flags = [], keepOpen = false }: UseStudyOptions = {},
): void => {
  let app: App | undefined
  let browser: Browser | undefined
  beforeAll(async () => {
    const starting = startApp().then(started => {
      app = started
      return started
    })
    browser = await openBrowser(flags)
    await begin({ app: await starting, browser, study: await setUpWorkspace(await starting, browser) })
  })
  if (!keepOpen)
    afterEach(async () => {
      if (browser) await closeAll(browser)
    })
  afterAll(async () => {
    if (browser) await closeAll(browser)
    await browser?.close()
    await app?.close()
  })
}
