import { PolyphonyError } from '@polyphony/contract'
import type { ErrorRequestHandler, RequestHandler } from 'express'
import type { Logger } from 'pino'
import { toPolyphonyError } from './errors.ts'

/** Nothing answers at this address. */
export const answerNotFound: RequestHandler = (req, _res, next) => {
  next(new PolyphonyError('not-found', `Nothing answers ${req.method} at this address.`))
}

/** The one place where a failure becomes an HTTP answer. What nobody foresaw is logged under the number it shows. */
export const answerErrors =
  (logger: Logger): ErrorRequestHandler =>
  (thrown, _req, res, next) => {
    const error = toPolyphonyError(thrown)
    const { route, requestId } = res.locals
    if (error.status >= 500)
      logger.error({ err: error.cause ?? error, route, request: requestId }, error.message)
    // The answer has begun: all that is left is to break it off, so that nobody takes a part for the whole.
    if (res.headersSent) return next(thrown)
    if (error.code === 'too-many-requests' || error.code === 'unavailable')
      res.setHeader('Retry-After', res.getHeader('Retry-After') ?? '5')
    res.setHeader('Cache-Control', 'no-store')
    const body = error.toBody()
    if (error.code === 'internal-error')
      body.error.message = `${error.message} It is in the log under the number ${requestId}.`
    res.status(error.status).json(body)
  }
