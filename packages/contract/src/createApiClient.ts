import type { z } from 'zod'
import { ErrorBody, PolyphonyError } from './errors.ts'
import type { Route, RouteInput, RouteOutput } from './route.ts'

export interface ApiClientOptions {
  /** Origin of the server, without a slash at the end; empty in a browser served by it. */
  baseUrl: string
  /** Personal access token; browsers use their session cookie instead. */
  token?: string
  fetch?: typeof fetch
}

// biome-ignore lint/suspicious/noExplicitAny: a route of any shape
type AnyRoute = Route<any, any, any, any>

/** The URL of a route with its parameters filled in. */
export const routeUrl = <T extends AnyRoute>(
  route: T,
  input: Pick<RouteInput<T>, 'params' | 'query'> = {} as never,
): string => {
  const params = (input.params ?? {}) as Record<string, unknown>
  const path = route.path.replace(/:([a-zA-Z]+)/g, (_, key: string) =>
    encodeURIComponent(String(params[key])),
  )
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries((input.query ?? {}) as Record<string, unknown>)) {
    for (const item of Array.isArray(value) ? value : [value])
      if (item !== undefined) query.append(key, String(item))
  }
  return query.size > 0 ? `${path}?${query}` : path
}

/** Calls routes of the contract over HTTP; an answer that is no success throws a `PolyphonyError`. */
export const createApiClient = ({ baseUrl, token, fetch: doFetch = fetch }: ApiClientOptions) => {
  const send = async <T extends AnyRoute>(
    route: T,
    input: RouteInput<T>,
    signal?: AbortSignal,
  ): Promise<Response> => {
    const { body } = input as { body?: unknown }
    const headers: Record<string, string> = { accept: 'application/json' }
    if (token) headers.authorization = `Bearer ${token}`
    if (body !== undefined) headers['content-type'] = 'application/json'
    let response: Response
    try {
      response = await doFetch(baseUrl + routeUrl(route, input as never), {
        method: route.method,
        headers,
        credentials: 'same-origin',
        signal,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
    } catch (cause) {
      if (signal?.aborted) throw new PolyphonyError('cancelled', 'Cancelled.', { cause })
      throw new PolyphonyError(
        'unavailable',
        'The server cannot be reached. Check the connection and try again.',
        { cause },
      )
    }
    if (response.ok) return response
    const parsed = ErrorBody.safeParse(await response.json().catch(() => null))
    if (!parsed.success)
      throw new PolyphonyError('internal-error', `The server answered ${response.status} without saying why.`)
    const { code, message, issues } = parsed.data.error
    throw new PolyphonyError(code, message, { issues })
  }

  return {
    /** Calls a route and returns its checked JSON answer. */
    async call<T extends AnyRoute>(
      route: T,
      input: RouteInput<T> = {} as RouteInput<T>,
      signal?: AbortSignal,
    ): Promise<RouteOutput<T>> {
      const response = await send(route, input, signal)
      if (!route.response) return undefined as RouteOutput<T>
      return (route.response as z.ZodType).parse(await response.json()) as RouteOutput<T>
    },
    /** Calls a route that answers with bytes. */
    send,
  }
}

export type ApiClient = ReturnType<typeof createApiClient>
