import type { CDPSession, Page } from 'playwright-core'
import { deskSettled, openBrowser, openDesk, openWindow } from '../browser.ts'
import { figureOf } from '../figure.ts'
import type { DeskBar } from './deskBar.ts'
import { p5OpenDesk } from './p5OpenDesk.ts'
import { p6RemoteWhileScrolling } from './p6RemoteWhileScrolling.ts'
import { p7CorrectWord } from './p7CorrectWord.ts'

/** Five busy minutes of ten people (two annotations a second together), in a fifth of the time. */
const PER_SECOND = 10
const SECONDS = 60
const OPENINGS = 50
const WARM_UP = 5

/** A bar taken while ten people annotate, two annotations a second together. */
const whileBusy =
  (bar: DeskBar): DeskBar =>
  async (desk, name, options) => {
    const annotators = await desk.annotators()
    try {
      await annotators.ask('begin', 2)
      await bar(desk, name, options)
    } finally {
      await annotators.stop()
    }
  }

const busyHeap: DeskBar = async (desk, name, { print, say }) => {
  const context = await openWindow(desk.browser, desk.url)
  const annotators = await desk.annotators()
  try {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Performance.enable')
    await openDesk(page, desk.dense.address)
    await annotators.ask('begin', PER_SECOND)
    await page.waitForTimeout(SECONDS * 1000)
    say(`${name}: ${await annotators.ask('end')} annotations in ${SECONDS} s`)
    const { heap } = await held(session)
    print(figureOf(name, 'JavaScript heap of the tab after five busy minutes', [heap / 1024 ** 2], 'MB', 250))
  } finally {
    await annotators.stop()
    await context.close()
  }
}

/** Machine code lies in the heap, and the engine goes on making it for as long as anything is new to it. */
const NO_MACHINE_CODE = '--no-opt --no-sparkplug --no-maglev'

const openings: DeskBar = async (desk, name, { print }) => {
  const browser = await openBrowser(NO_MACHINE_CODE)
  try {
    const context = await openWindow(browser, desk.url)
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Performance.enable')
    await openDesk(page, desk.dense.address)
    for (let i = 0; i < WARM_UP; i++) await leaveAndReturn(page)
    // Both times the desk is there as a whole: its last parts come when it has nothing else to do.
    await deskSettled(page, true)
    const before = await held(session)
    for (let i = 0; i < OPENINGS; i++) await leaveAndReturn(page)
    await deskSettled(page, true)
    const after = await held(session)
    for (const key of ['heap', 'nodes', 'listeners'] as const)
      print(
        figureOf(
          name,
          `${key} after opening the desk ${OPENINGS} times, beside before`,
          [after[key] / before[key]],
          'ratio',
          1.05,
        ),
      )
  } finally {
    await browser.close()
  }
}

/** What the page holds after collecting garbage. */
const held = async (session: CDPSession) => {
  for (let i = 0; i < 2; i++) await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const of = (name: string) => metrics.find(metric => metric.name === name)?.value ?? Number.NaN
  return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') }
}

/** To the list of conversations and back, by links within the page. */
const leaveAndReturn = async (page: Page): Promise<void> => {
  const address = new URL(page.url()).pathname
  await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link').first().click()
  await page.locator(`main a[href="${address}"]`).first().click()
  await page.waitForFunction(
    `document.querySelectorAll('[data-turn]').length > 100 && CSS.highlights.size > 0`,
  )
}

/**
 * Long and busy: 29,000 words, 700 turns, 10,000 highlights in 20 layers while ten people annotate. P5 to P7 again; the
 * tab's heap after what would be five busy minutes; and what is left behind by opening and leaving the desk fifty times.
 */
export const longAndBusy: Record<string, DeskBar> = {
  P5: whileBusy(p5OpenDesk),
  P7: whileBusy(p7CorrectWord),
  P6: p6RemoteWhileScrolling,
  HEAP: busyHeap,
  OPENINGS: openings,
}
