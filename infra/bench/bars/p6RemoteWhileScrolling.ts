import { deskSettled, openDesk, openWindow } from '../browser.ts'
import { figureOf, quantile } from '../figure.ts'
import { mainThreadTasks, traceOf } from '../trace.ts'
import type { DeskBar } from './deskBar.ts'

const PER_SECOND = 10
const SECONDS = 6
/** What an annotation sets going is over by then. */
const AFTER_MS = 100

/**
 * P6: somebody scrolls through the transcript without a pause while others annotate it, ten annotations a second. For
 * each frame that comes in over the socket: the longest task of the page's main thread in the next 100 ms.
 */
export const p6RemoteWhileScrolling: DeskBar = async (desk, name, { rounds, print, say }) => {
  const { browser, url, dense } = desk
  const annotators = await desk.annotators()
  const context = await openWindow(browser, url)
  try {
    const page = await context.newPage()
    await openDesk(page, dense.address)
    await deskSettled(page, true)
    const wall: number[] = []
    const own: number[] = []
    const alone: number[] = []
    for (let round = 0; round < rounds; round++) {
      for (const busy of [false, true]) {
        if (busy) await annotators.ask('begin', PER_SECOND)
        const trace = await traceOf(page, () =>
          page.evaluate(`new Promise(resolve => {
            const scroller = document.querySelector('[data-transcript]')
            const until = performance.now() + ${SECONDS * 1000}
            let step = 60
            const scroll = () => {
              scroller.scrollTop += step
              if (scroller.scrollTop <= 0 || scroller.scrollTop >= scroller.scrollHeight - scroller.clientHeight - 2) step = -step
              if (performance.now() < until) requestAnimationFrame(scroll)
              else resolve()
            }
            scroll()
          })`),
        )
        if (busy) await annotators.ask('end')
        const { tasks, received } = mainThreadTasks(trace)
        const longest = (pick: (task: (typeof tasks)[number]) => number, from: number) =>
          Math.max(0, ...tasks.filter(t => t.end > from && t.start < from + AFTER_MS).map(pick))
        if (busy) {
          const walls = received.map(at => longest(task => task.duration, at))
          wall.push(quantile(walls, 0.95))
          own.push(
            quantile(
              received.map(at => longest(task => task.processor, at)),
              0.95,
            ),
          )
          say(`${name}: ${received.length} frames received, longest task p95 ${wall.at(-1)!.toFixed(1)} ms`)
        } else {
          const steps = Array.from({ length: SECONDS * PER_SECOND }, (_, i) => tasks[0]!.start + i * AFTER_MS)
          alone.push(
            quantile(
              steps.map(at => longest(task => task.duration, at)),
              0.95,
            ),
          )
        }
      }
    }
    print(
      figureOf(
        name,
        'longest task while a remote annotation arrives during scrolling, p95',
        wall,
        'ms',
        16.7,
      ),
    )
    print(figureOf(name, 'of that, processor time', own, 'ms'))
    print(figureOf(name, 'longest task in 100 ms of scrolling alone, p95', alone, 'ms'))
  } finally {
    await context.close()
    await annotators.stop()
  }
}
