import type { z } from 'zod'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One HTTP route, known to the server that answers it, to every client, and to the OpenAPI document. */
export interface Route<
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  method: Method
  /** Express style, from the root: `/api/findings/:finding`. */
  path: string
  summary: string
  /** `public` routes answer without a session. */
  auth: 'public' | 'member'
  params?: P
  query?: Q
  body?: B
  /** Most bytes of the body; 1 MB when left out. */
  bodyBytes?: number
  /** JSON answer; absent where the answer is 204, bytes or a stream. */
  response?: R
}

export const defineRoute = <
  P extends z.ZodObject = z.ZodObject<Record<never, never>>,
  Q extends z.ZodObject = z.ZodObject<Record<never, never>>,
  B extends z.ZodType = z.ZodUndefined,
  R extends z.ZodType = z.ZodUndefined,
>(
  route: Omit<Route<P, Q, B, R>, 'auth'> & { auth?: 'public' | 'member' },
): Route<P, Q, B, R> => ({ auth: 'member', ...route })

type Input<T> = T extends z.ZodType ? z.input<T> : never
type Output<T> = T extends z.ZodType ? z.output<T> : never

/** What a caller of the route hands over. */
export type RouteInput<T> =
  T extends Route<infer P, infer Q, infer B, z.ZodType>
    ? { params?: Input<P>; query?: Input<Q>; body?: Input<B> }
    : never
/** What the route answers. */
export type RouteOutput<T> = T extends Route<z.ZodObject, z.ZodObject, z.ZodType, infer R> ? Output<R> : never
