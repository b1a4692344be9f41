import { timingSafeEqual } from 'node:crypto'
import { PolyphonyError, routes } from '@polyphony/contract'
import { type RequestHandler, Router } from 'express'
import { hashSecret } from '../../auth/secret.ts'
import { metrics } from '../../metrics.ts'
import { openapi } from '../openapi.ts'
import type { ServerContext } from '../serverContext.ts'

/** For those who run the server: is it alive, is it ready, how is it doing, what does it answer. */
export const operationsRoutes = (context: ServerContext): Router => {
  const { databaseReady, env, ownMetrics, publicUrl, version } = context
  const router = Router()
  const name: RequestHandler = (req, res, next) => {
    res.locals.route = req.path
    res.setHeader('Cache-Control', 'no-store')
    next()
  }

  router.get('/healthz', name, (_req, res) => {
    res.json({ status: 'ok', version })
  })

  router.get('/readyz', name, async (_req, res) => {
    const database = await databaseReady()
    res.status(database ? 200 : 503).json({ status: database ? 'ready' : 'not ready', database })
  })

  router.get('/metrics', name, async (req, res) => {
    const bearer = /^bearer (.+)$/i.exec(req.headers.authorization ?? '')?.[1]
    const byToken = env.metricsToken !== null && bearer !== undefined && equal(bearer, env.metricsToken)
    // Behind a proxy everybody comes from this machine: then only the token counts.
    const local =
      isLoopback(req.socket.remoteAddress) && !req.headers['x-forwarded-for'] && !req.headers.forwarded
    if (!byToken && !local)
      throw new PolyphonyError(
        'forbidden',
        'Metrics are shown on this machine, or to whoever sends METRICS_TOKEN as a bearer token.',
      )
    res.type(metrics.contentType).send(`${await metrics.metrics()}\n${await ownMetrics.metrics()}`)
  })

  let document: object | undefined
  router.get('/api/openapi.json', name, (_req, res) => {
    document ??= openapi(routes, version, publicUrl)
    res.json(document)
  })
  return router
}

const isLoopback = (address: string | undefined): boolean =>
  address === '::1' || /^(::ffff:)?127\./.test(address ?? '')

const equal = (given: string, wanted: string): boolean =>
  timingSafeEqual(Buffer.from(hashSecret(given)), Buffer.from(hashSecret(wanted)))
