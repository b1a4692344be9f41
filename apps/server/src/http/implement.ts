import type { IncomingHttpHeaders } from 'node:http'
import type { Actor, Route } from '@polyphony/contract'
import { PolyphonyError } from '@polyphony/contract'
import express, { type Request, type RequestHandler, type Response, type Router } from 'express'
import type { z } from 'zod'
import { actorOf, type SignedIn } from '../policies/actor.ts'
import { invalidInput } from './errors.ts'

/** What a handler is given: the checked parts of the request, and who sends it. */
export interface Call<P, Q, B> {
  params: P
  query: Q
  body: B
  req: Request
  res: Response
  /** Aborted when the caller goes away before the answer is out. */
  signal: AbortSignal
}

export interface MemberCall<P, Q, B> extends Call<P, Q, B> {
  actor: Actor
  /** The person, and the session or token they act by. */
  session: SignedIn
}

export interface PublicCall<P, Q, B> extends Call<P, Q, B> {
  /** Null for somebody who is not signed in. */
  session: SignedIn | null
}

/** A JSON answer as the route states it; ignored where the handler writes bytes itself, or for 204. */
type Answer<R extends z.ZodType> = R extends z.ZodUndefined ? unknown : z.input<R>

const parseJson = (bytes: number = 1024 ** 2) => express.json({ limit: bytes })

/**
 * Answers a route of the contract for people who are signed in. The handler gets checked input and gives the answer;
 * errors it throws are mapped once, by the error handler of the app. Permission is the handler's: `authorize` it.
 */
export const implement = <
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  router: Router,
  route: Route<P, Q, B, R>,
  handler: (call: MemberCall<z.output<P>, z.output<Q>, z.output<B>>) => Promise<Answer<R>> | Answer<R>,
): void => {
  if (route.auth !== 'member') throw new Error(`${route.path} answers everybody: use implementPublic.`)
  mount(router, route, requireMember(route.method), handler as never)
}

/** Answers a route that needs no session. */
export const implementPublic = <
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  router: Router,
  route: Route<P, Q, B, R>,
  handler: (call: PublicCall<z.output<P>, z.output<Q>, z.output<B>>) => Promise<Answer<R>> | Answer<R>,
): void => {
  if (route.auth !== 'public') throw new Error(`${route.path} is for members: use implement.`)
  mount(router, route, actorOf, handler as never)
}

const requireMember =
  (method: string) =>
  async (headers: IncomingHttpHeaders): Promise<SignedIn> => {
    const session = await actorOf(headers)
    if (!session) throw notSignedIn(headers)
    if (session.actor.readOnly && method !== 'GET')
      throw new PolyphonyError('forbidden', 'This token was made for reading only.')
    return session
  }

/** In this order: who asks, what they send, the handler, the check of its answer. */
const mount = (
  router: Router,
  // biome-ignore lint/suspicious/noExplicitAny: a route of any shape
  route: Route<any, any, any, any>,
  identify: (headers: IncomingHttpHeaders) => Promise<SignedIn | null>,
  handler: (call: unknown) => unknown,
): void => {
  const begin: RequestHandler = async (req, res, next) => {
    res.locals.route = route.path
    // What a member may see is nobody else's to keep.
    res.setHeader('Cache-Control', 'private, no-cache')
    res.locals.session = await identify(req.headers)
    next()
  }
  const handle: RequestHandler = async (req, res) => {
    const aborter = new AbortController()
    res.on('close', () => {
      if (!res.writableFinished) aborter.abort()
    })
    const session: SignedIn | null = res.locals.session
    const output = await handler({
      params: check('params', route.params, req.params),
      query: check('query', route.query, req.query),
      body: check('body', route.body, req.body),
      actor: session?.actor,
      session,
      req,
      res,
      signal: aborter.signal,
    })
    if (res.headersSent) return
    if (!route.response) {
      res.status(204).end()
      return
    }
    // Parsing also drops whatever the contract does not name, so no record leaks a field by accident.
    const checked = (route.response as z.ZodType).safeParse(output)
    if (!checked.success)
      throw new Error(`${route.method} ${route.path} answers against the contract: ${checked.error.message}`)
    res.json(checked.data)
  }
  const method = route.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete'
  router[method](route.path, begin, ...(route.body ? [parseJson(route.bodyBytes)] : []), handle)
}

/** Reads a part of the request; a part that the route does not name is handed on as nothing at all. */
const check = (part: string, schema: z.ZodType | undefined, value: unknown): unknown => {
  if (!schema) return undefined
  const parsed = schema.safeParse(value ?? {})
  if (!parsed.success) throw invalidInput(part, parsed.error)
  return parsed.data
}

const notSignedIn = ({ authorization, cookie }: IncomingHttpHeaders): PolyphonyError => {
  if (authorization)
    return new PolyphonyError('wrong-credentials', 'This token is unknown, revoked or expired.')
  return cookie?.includes('session_token=')
    ? new PolyphonyError('session-expired', 'Your session has ended. Sign in again.')
    : new PolyphonyError('sign-in-required', 'Sign in first.')
}
