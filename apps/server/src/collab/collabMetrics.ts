import { Counter, Gauge, Histogram, type HistogramConfiguration, type Registry } from 'prom-client'

export interface CollabMetrics {
  /** How long each update of a commit waited, in milliseconds. */
  committed: (waited: number[]) => void
  dropped: () => void
}

const NAMES = [
  'polyphony_documents_open',
  'polyphony_sockets_open',
  'polyphony_updates_unsaved',
  'polyphony_update_durable_seconds',
  'polyphony_commit_updates',
  'polyphony_readers_dropped_total',
] as const

/** Figures of the collaboration server; gauges are read when somebody asks. */
export const registerCollabMetrics = (
  registry: Registry,
  read: { documents: () => number; sockets: () => number; unsaved: () => number },
): CollabMetrics => {
  // The figures are of the server that runs now: one that ran in this process before had the same names.
  for (const name of NAMES) registry.removeSingleMetric(name)
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(value())
      },
    })
  gauge('polyphony_documents_open', 'Documents in memory.', read.documents)
  gauge('polyphony_sockets_open', 'Websockets that are open.', read.sockets)
  gauge('polyphony_updates_unsaved', 'Updates that are not on disk yet.', read.unsaved)
  const durable = gatheringHistogram({
    name: 'polyphony_update_durable_seconds',
    help: 'Time from an update to its being on disk.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30],
    registers: [registry],
  })
  const commit = gatheringHistogram({
    name: 'polyphony_commit_updates',
    help: 'Updates written in one commit.',
    buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500],
    registers: [registry],
  })
  const drops = new Counter({
    name: 'polyphony_readers_dropped_total',
    help: 'Sockets dropped because their reader was too slow.',
    registers: [registry],
  })
  return {
    committed(waited) {
      commit(waited.length)
      for (const ms of waited) durable(ms / 1000)
    },
    dropped: () => drops.inc(),
  }
}

const GATHERED = 500

/** A histogram that takes in what it is told many at once, or when somebody asks: a hundred edits a second are told. */
const gatheringHistogram = (options: HistogramConfiguration<string>): ((value: number) => void) => {
  let gathered: number[] = []
  const takeIn = () => {
    for (const value of gathered) histogram.observe(value)
    gathered = []
  }
  const histogram = new Histogram({ ...options, collect: takeIn })
  return value => {
    gathered.push(value)
    if (gathered.length >= GATHERED) takeIn()
  }
}
