import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { PolyphonyError } from '@polyphony/contract'
import type { RequestHandler } from 'express'

/** Decides whether a page of this origin may talk to us. `host` is the request's Host header. */
export type OriginPolicy = (origin: string, host: string | undefined) => boolean

/**
 * With a public address only its own pages may. Without one: pages of this machine at our port, and pages reached by
 * a bare IP address, the address being the same in Origin and Host. Names other than `localhost` are refused then,
 * because a stranger's name can be made to point here (DNS rebinding).
 */
export const createOriginPolicy = (configured: string | null, port: () => number): OriginPolicy => {
  if (configured) return origin => origin === configured
  return (origin, host) => {
    if (!URL.canParse(origin)) return false
    const url = new URL(origin)
    if (url.protocol !== 'http:' || url.host !== host) return false
    const name = url.hostname.replace(/^\[|\]$/g, '')
    return name === 'localhost' ? Number(url.port || 80) === port() : isIP(name) !== 0
  }
}

/**
 * Whether a request comes from our own pages, or from no page at all (a program names no origin). Browsers always
 * name one with a socket and with every request that changes something.
 */
export const isAllowedRequest = (
  policy: OriginPolicy,
  { headers }: Pick<IncomingMessage, 'headers'>,
): boolean => {
  if (headers.origin !== undefined) return policy(headers.origin, headers.host)
  const site = headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none'
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Refuses a change that a foreign page asks for. */
export const requireOwnOrigin =
  (policy: OriginPolicy): RequestHandler =>
  (req, _res, next) => {
    if (SAFE.has(req.method) || isAllowedRequest(policy, req)) return next()
    next(
      new PolyphonyError(
        'foreign-origin',
        `Requests of pages at ${req.headers.origin ?? 'another site'} are not accepted. If people open Polyphony at that address, set PUBLIC_URL to it.`,
      ),
    )
  }
