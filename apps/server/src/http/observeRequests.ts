import { newId } from '@polyphony/document'
import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import { httpDuration } from '../metrics.ts'

/** Numbers every request, times it and logs it; addresses are logged as their route, never with their secrets. */
export const observeRequests =
  (logger: Logger): RequestHandler =>
  (req, res, next) => {
    const began = performance.now()
    const id = newId()
    res.locals.requestId = id
    res.setHeader('X-Request-Id', id)
    res.on('close', () => {
      const route: string = res.locals.route ?? (req.path.startsWith('/api/') ? '/api/*' : '*')
      const seconds = (performance.now() - began) / 1000
      httpDuration.observe({ method: req.method, route, status: res.statusCode }, seconds)
      logger.debug(
        { request: id, method: req.method, route, status: res.statusCode, ms: Math.round(seconds * 1000) },
        'request',
      )
    })
    next()
  }
