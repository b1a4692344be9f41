import { toNodeHandler } from 'better-auth/node'
import compression from 'compression'
import express, { type Express, type Router } from 'express'
import helmet from 'helmet'
import { answerErrors, answerNotFound } from './answerErrors.ts'
import { limitSignIn } from './limitSignIn.ts'
import { observeRequests } from './observeRequests.ts'
import { requireOwnOrigin } from './origins.ts'
import type { ServerContext } from './serverContext.ts'
import { serveWeb } from './serveWeb.ts'

/** What of the authentication library answers over HTTP; everything else of it is not found. */
const AUTH_ROUTES = [
  { method: 'get', path: '/api/auth/get-session' },
  { method: 'post', path: '/api/auth/sign-in/email' },
  { method: 'post', path: '/api/auth/sign-out' },
  { method: 'post', path: '/api/auth/change-password' },
] as const

interface AppOptions {
  /** Folder of the built web app; null: none is served. */
  webDir: string | null
}

/** The HTTP side: guards, then sign-in, then the routes handed over, then the web app, then errors. */
export const createApp = (
  context: ServerContext,
  routers: readonly Router[],
  { webDir }: AppOptions,
): Express => {
  const { auth, env, logger, publicUrl, isAllowedOrigin } = context
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', env.trustProxy)
  // Strings and lists of strings only; no nested objects out of brackets in an address.
  app.set('query parser', 'simple')

  app.use(observeRequests(logger))
  app.use(guard(publicUrl))
  app.use(compression())
  app.use(requireOwnOrigin(isAllowedOrigin))

  const answerAuth = toNodeHandler(auth)
  for (const { method, path } of AUTH_ROUTES) {
    const limits = path.endsWith('/sign-in/email') ? limitSignIn() : []
    app[method](
      path,
      express.json({ limit: '10kb' }),
      ...limits,
      (_req, res, next) => {
        res.locals.route = path
        next()
      },
      answerAuth,
    )
  }
  for (const router of routers) app.use(router)
  app.use('/api', answerNotFound)
  if (webDir) app.use(serveWeb(webDir))
  app.use(answerNotFound)
  app.use(answerErrors(logger))
  return app
}

/** Headers that confine the web app to itself: no foreign script, frame, address or plug-in. */
const guard = (publicUrl: string) => {
  const secure = publicUrl.startsWith('https:')
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Mantine sets sizes and colours in style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        mediaSrc: ["'self'", 'blob:'],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(secure && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: secure,
    // Over plain HTTP a browser ignores it, loudly.
    crossOriginOpenerPolicy: secure,
    originAgentCluster: secure,
  })
}
