import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** Figures of the process. Those of one server's parts are in its own registry, and gone with it. */
export const metrics = new Registry()
collectDefaultMetrics({ register: metrics })

export const httpDuration = new Histogram({
  name: 'polyphony_http_request_duration_seconds',
  help: 'Time from the request to the last byte of its answer.',
  labelNames: ['method', 'route', 'status'] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [metrics],
})
