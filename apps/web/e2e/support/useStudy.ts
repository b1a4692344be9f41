import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { closeAll, openBrowser } from './openBrowser.ts'
import { type Person, type Study, setUpOwner, setUpStudy } from './setUpStudy.ts'
import { type App, startApp } from './startApp.ts'

interface Stage {
  app: App
  browser: Browser
  owner: Person
}

/**
 * A server and a browser for the tests of a file, and for each test a study of the demo of its own, handed to `begin`
 * before it: no test finds what another one left. After each test every window is closed. After one that failed the
 * server and the browser are new as well, whatever it did to them, so that it can be tried again.
 */
export const useStudy = (
  begin: (made: { app: App; browser: Browser; study: Study }) => unknown,
  /** `flags` of the browser's command line. */
  { flags = [] }: { flags?: readonly string[] } = {},
): void => {
  let stage: Stage | undefined
  const set = async () => {
    const [app, browser] = await Promise.all([startApp(), openBrowser(flags)])
    stage = { app, browser, owner: await setUpOwner(app, browser) }
  }
  const clear = async () => {
    const old = stage
    stage = undefined
    await old?.browser.close()
    await old?.app.close()
  }
  beforeAll(set)
  beforeEach(async () => {
    if (!stage) await set()
    const { app, browser, owner } = stage!
    await begin({ app, browser, study: await setUpStudy(app, browser, owner) })
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await clear()
    else if (stage) await closeAll(stage.browser)
  })
  afterAll(clear)
}
