import { existsSync, readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import express, { type RequestHandler, Router } from 'express'
import { packageRoot } from '../version.ts'

/** The built web app beside this package; null where it was not built. */
export const findWebDir = (): string | null => {
  const folder = join(packageRoot(), '../web/dist')
  return existsSync(join(folder, 'index.html')) ? folder : null
}

/** How a file beside an asset is compressed, by the end of its name; the smallest first. */
const COMPRESSED = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const

/** Answers with what the build put compressed beside an asset: compressing it anew for everybody costs more than the rest. */
const preferCompressed = (folder: string): RequestHandler => {
  const files = new Set(readdirSync(folder).map(file => `/${file}`))
  return (req, res, next) => {
    const { path } = req
    const made = COMPRESSED.filter(([, end]) => files.has(path + end))
    if (made.length === 0) return next()
    res.vary('Accept-Encoding')
    const best = made.find(([encoding]) => req.acceptsEncodings(encoding))
    if (best) {
      res.type(extname(path)).set('Content-Encoding', best[0])
      req.url = path + best[1]
    }
    next()
  }
}

/**
 * Serves the web app. Files under `assets/` carry a hash of their content in their name and are kept for good;
 * `index.html` is asked for anew each time and answers every address that is not a file, because pages are made in the
 * browser.
 */
export const serveWeb = (webDir: string): Router => {
  const router = Router()
  const name: RequestHandler = (_req, res, next) => {
    res.locals.route = '(web)'
    next()
  }
  const assets = express.static(join(webDir, 'assets'), { immutable: true, maxAge: '1y', index: false })
  router.use('/assets', name, preferCompressed(join(webDir, 'assets')), assets, (_req, res) => {
    // A page of an earlier build asks for a file that is gone: say so, rather than send a page as a script.
    res.status(404).type('text').send('Not found')
  })
  router.use(name, express.static(webDir, { index: false, maxAge: 0 }))
  router.use((req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return next()
    if (!req.accepts('html')) return next()
    res.setHeader('Cache-Control', 'no-cache')
    // Below a root: a package may be installed under a folder with a dot, as npx does, and such paths are refused.
    res.sendFile('index.html', { root: webDir })
  })
  return router
}
