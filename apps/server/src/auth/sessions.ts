import type { IncomingHttpHeaders } from 'node:http'
import { fromNodeHeaders } from 'better-auth/node'
import type { Response } from 'express'
import { liveDocuments } from '../liveDocuments.ts'
import { forgetActors } from '../policies/actor.ts'
import { auth } from './auth.ts'

/** Signs somebody in whose password was just set: the answer carries the session's cookie. */
export const signIn = async (
  res: Response,
  requestHeaders: IncomingHttpHeaders,
  credentials: { email: string; password: string },
): Promise<void> => {
  const { headers } = await auth().api.signInEmail({
    body: credentials,
    headers: fromNodeHeaders(requestHeaders),
    returnHeaders: true,
  })
  passCookies(res, headers)
}

/** Prolongs a session on a visit of the interface and renews its cookie, at most once a day. */
export const renewSession = async (res: Response, requestHeaders: IncomingHttpHeaders): Promise<void> => {
  const { headers } = await auth().api.getSession({
    headers: new Headers({ cookie: requestHeaders.cookie ?? '' }),
    returnHeaders: true,
  })
  passCookies(res, headers)
}

/** Ends every session of a person, closes their documents, and clears the cookie of this browser. */
export const endAllSessions = async (
  res: Response,
  requestHeaders: IncomingHttpHeaders,
  user: string,
): Promise<void> => {
  if (requestHeaders.cookie) {
    const { headers } = await auth().api.signOut({
      headers: new Headers({ cookie: requestHeaders.cookie }),
      returnHeaders: true,
    })
    passCookies(res, headers)
  }
  const { internalAdapter } = await auth().$context
  await internalAdapter.deleteUserSessions(user)
  forgetActors()
  liveDocuments().disconnect({ user }, 'session-expired')
}

const passCookies = (res: Response, headers: Headers | null | undefined): void => {
  for (const cookie of headers?.getSetCookie() ?? []) res.append('Set-Cookie', cookie)
}
