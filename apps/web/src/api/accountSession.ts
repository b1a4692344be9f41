import { PolyphonyError } from '@polyphony/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import { paths } from '../paths.ts'
import { account } from '../text/account.ts'
import { forgetSession } from './forgetSession.ts'
import { queryKeys } from './queryKeys.ts'

/** An error as the sign-in library answers it, or as our own server does. */
const AuthError = z.object({
  code: z.string().optional(),
  message: z.string().optional(),
  error: z.object({ message: z.string() }).optional(),
})

/** Posts to the sign-in library's own routes, which stand beside the contract's. */
const postAuth = async (path: string, body: Record<string, unknown>): Promise<void> => {
  let response: Response
  try {
    response = await fetch(`/api/auth/${path}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    })
  } catch (cause) {
    throw new PolyphonyError('unavailable', account.unreachable, { cause })
  }
  if (response.ok) return
  if (response.status === 429) throw new PolyphonyError('too-many-requests', account.tooManyTries)
  const answer = AuthError.catch({}).parse(await response.json().catch(() => ({})))
  const credentials =
    response.status === 401 ||
    answer.code === 'INVALID_EMAIL_OR_PASSWORD' ||
    answer.code === 'INVALID_PASSWORD'
  if (credentials)
    throw new PolyphonyError(
      'wrong-credentials',
      path === 'change-password' ? account.wrongPassword : account.wrongCredentials,
    )
  const message = answer.error?.message ?? answer.message ?? account.refused(response.status)
  throw new PolyphonyError(response.status >= 500 ? 'internal-error' : 'invalid-input', message)
}

export const useSignIn = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { email: string; password: string }) => postAuth('sign-in/email', body),
    meta: { form: true },
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.session }),
  })
}

/** Signs out and goes to the door: whoever leaves on purpose is not offered to sign in again in place. */
export const useSignOut = () => {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () => postAuth('sign-out', {}),
    onSuccess: async () => {
      await navigate(paths.signIn())
      await forgetSession(client)
    },
  })
}

export const useChangePassword = () =>
  useMutation({
    mutationFn: (body: { currentPassword: string; newPassword: string }) =>
      postAuth('change-password', { ...body, revokeOtherSessions: true }),
    meta: { form: true },
  })
