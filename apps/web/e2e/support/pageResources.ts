import type { CDPSession, Page } from 'playwright-core'

/** What a page holds on to after collecting garbage. */
export interface PageResources {
  /** Bytes of the JavaScript heap. */
  heap: number
  nodes: number
  listeners: number
  /** Intervals that were begun and not ended. */
  intervals: number
  /** Sockets that are open. */
  sockets: number
}

/** Counts what the page opens and begins. To be called before the page is opened; `session` belongs to the same page. */
export const countResources = async (
  page: Page,
  session: CDPSession,
): Promise<() => Promise<PageResources>> => {
  await page.addInitScript(() => {
    const intervals = new Set<unknown>()
    const { setInterval: begin, clearInterval: end } = window
    const counted = window as unknown as { setInterval: unknown; clearInterval: unknown; intervals: unknown }
    counted.intervals = intervals
    counted.setInterval = (...args: Parameters<typeof begin>) => {
      const id = begin(...args)
      intervals.add(id)
      return id
    }
    counted.clearInterval = (id: number) => {
      intervals.delete(id)
      end(id)
    }
  })
  let sockets = 0
  page.on('websocket', socket => {
    sockets++
    socket.on('close', () => sockets--)
  })
  await session.send('Performance.enable')
  await session.send('HeapProfiler.enable')
  return async () => {
    // Twice: what a finaliser lets go of is collected the second time.
    for (let i = 0; i < 2; i++) await session.send('HeapProfiler.collectGarbage')
    const { metrics } = await session.send('Performance.getMetrics')
    const of = (name: string) => metrics.find(metric => metric.name === name)?.value ?? Number.NaN
    return {
      heap: of('JSHeapUsedSize'),
      nodes: of('Nodes'),
      listeners: of('JSEventListeners'),
      intervals: await page.evaluate(() => (window as unknown as { intervals: Set<unknown> }).intervals.size),
      sockets,
    }
  }
}
