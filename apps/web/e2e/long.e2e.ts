import type { Browser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { deskReady, expectNoErrors } from './support/deskActions.ts'
import { newPerson } from './support/openBrowser.ts'
import { countResources, type PageResources } from './support/pageResources.ts'
import type { Study } from './support/setUpStudy.ts'
import type { App } from './support/startApp.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see } from './support/waiting.ts'

/** Openings that fill caches, and then those in which nothing more may stay. */
const WARM_UP = 4
const ROUNDS = 15
/** By how much what is held may differ from the first measurement. */
const TOLERANCE = 1.05

describe('a long day at the desk', () => {
  let app: App
  let browser: Browser
  let study: Study
  // Without compiling to machine code, which takes place in the heap for as long as anything is new to the engine.
  useStudy(
    made => {
      ;({ app, browser, study } = made)
    },
    { flags: ['--js-flags=--no-opt --no-sparkplug --no-maglev'] },
  )

  const conversation = (page: Page) => page.getByRole('main').locator(`a[href="${study.desk}"]`).first()

  /** From the list of conversations to the desk and back, by links. */
  const openAndLeave = async (page: Page) => {
    await conversation(page).click()
    await deskReady(page)
    await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link').first().click()
    await see(conversation(page))
  }

  const openDocuments = async (): Promise<number> => {
    const metrics = await (await fetch(`${app.url}/metrics`)).text()
    return Number(/^polyphony_documents_open(?:\{.*\})? (\d+)/m.exec(metrics)?.[1])
  }

  /** What is held in the list once the conversation's documents are closed and the page stands still. */
  const measureAtRest = async (measure: () => Promise<PageResources>): Promise<PageResources> => {
    // The inbox listens on the codebook.
    await eventually(openDocuments).toBeLessThanOrEqual(1)
    let last = await measure()
    await eventually(async () => {
      const before = last
      last = await measure()
      return last.nodes === before.nodes && last.listeners === before.listeners
    }).toBe(true)
    return last
  }

  it('leaves nothing behind when a conversation is opened and left, again and again', async () => {
    const person = await newPerson(browser, { signedIn: study.owner.signedIn })
    const { page } = person
    const measure = await countResources(page, await person.context.newCDPSession(page))
    await page.goto(`${app.url}/w/${study.workspace}/conversations`)
    await see(conversation(page))
    for (let i = 0; i < WARM_UP; i++) await openAndLeave(page)
    const before = await measureAtRest(measure)

    for (let i = 0; i < ROUNDS; i++) await openAndLeave(page)
    const after = await measureAtRest(measure)
    const seen = JSON.stringify({ before, after })
    expect(after.heap / before.heap, seen).toBeLessThanOrEqual(TOLERANCE)
    expect(after.nodes / before.nodes, seen).toBeLessThanOrEqual(TOLERANCE)
    expect(after.listeners / before.listeners, seen).toBeLessThanOrEqual(TOLERANCE)
    expect([after.intervals, after.sockets], seen).toEqual([before.intervals, before.sockets])
    expectNoErrors(person)
  })
})
