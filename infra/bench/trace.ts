import { once } from 'node:events'
import type { Page } from 'playwright-core'

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  /** Microseconds. */
  ts: number
  dur?: number
  tdur?: number
  args?: { name?: string; data?: { isMainFrame?: boolean } }
}

/** What Chromium's tracing says of the page while `act` runs. */
export const traceOf = async (page: Page, act: () => Promise<unknown>): Promise<TraceEvent[]> => {
  const session = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]))
  })
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
    },
  })
  await act()
  const complete = once(session as never, 'Tracing.tracingComplete')
  await session.send('Tracing.end')
  await complete
  await session.detach()
  return events
}

export interface Task {
  /** Milliseconds on the trace's clock. */
  start: number
  end: number
  duration: number
  /** Of the duration, what the thread itself used: less than it where the machine is busy. */
  processor: number
}

/** Tasks of the page's main thread in order, and when frames came in over a socket. Milliseconds. */
export const mainThreadTasks = (events: readonly TraceEvent[]): { tasks: Task[]; received: number[] } => {
  const arrivals = events.filter(({ name }) => name === 'WebSocketReceive')
  const rendererMains = events.filter(e => e.name === 'thread_name' && e.args?.name === 'CrRendererMain')
  // Of several renderers, the page's is the one that works most.
  const tasksOf = ({ pid, tid }: TraceEvent) =>
    events.filter(e => e.name.endsWith('RunTask') && e.ph === 'X' && e.pid === pid && e.tid === tid)
  const busiest = rendererMains.map(tasksOf).toSorted((a, b) => total(b) - total(a))[0]
  return {
    tasks: (busiest ?? [])
      .map(({ ts, dur = 0, tdur = dur }) => ({
        start: ts / 1000,
        end: (ts + dur) / 1000,
        duration: dur / 1000,
        processor: tdur / 1000,
      }))
      .toSorted((a, b) => a.start - b.start),
    received: arrivals.map(({ ts }) => ts / 1000),
  }
}

const total = (tasks: readonly TraceEvent[]): number => tasks.reduce((sum, { dur = 0 }) => sum + dur, 0)
