import { type Action, type Actor, can, type RouteInput, routes, type Session } from '@polyphony/contract'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { api } from './api.ts'
import { forgetSession } from './forgetSession.ts'
import { queryKeys } from './queryKeys.ts'

export const sessionQuery = queryOptions({
  queryKey: queryKeys.session,
  queryFn: ({ signal }) => api.call(routes.getSession, {}, signal),
  staleTime: 60_000,
})

/** Who is signed in and where they are a member; `user` is null for nobody. */
export const useSession = () => useQuery({ ...sessionQuery, refetchOnWindowFocus: 'always' })

export interface Abilities {
  /** Null for somebody who is no member. */
  membership: Session['memberships'][number] | null
  /** May I do this in this workspace? The server decides again; this only shapes the interface. */
  can: (action: Action, member?: string) => boolean
}

/** What I may do in a workspace, by the same `can` the server asks. */
export const useMyAbilities = (workspace: string): Abilities => {
  const { data: session } = useSession()
  const actor = useMemo<Actor>(
    () => ({
      user: session?.user?.id ?? '',
      memberships: (session?.memberships ?? []).map(m => ({ ...m, workspace: m.workspace.id })),
    }),
    [session],
  )
  const allowed = useCallback(
    (action: Action, member?: string) => can(actor, action, { workspace, member }),
    [actor, workspace],
  )
  return {
    membership: session?.memberships.find(m => m.workspace.id === workspace) ?? null,
    can: allowed,
  }
}

type SetUpBody = NonNullable<RouteInput<typeof routes.setUp>['body']>

/** Becomes the owner with the link of the first start; afterwards the browser is signed in. */
export const useSetUp = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: SetUpBody) => api.call(routes.setUp, { body }),
    meta: { form: true },
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.session }),
  })
}

export const useSignOutEverywhere = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api.call(routes.signOutEverywhere),
    onSuccess: () => forgetSession(client),
  })
}

export const useTokens = () =>
  useQuery({
    queryKey: queryKeys.tokens,
    queryFn: ({ signal }) => api.call(routes.listTokens, {}, signal),
  })

export const useCreateToken = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { name: string; readOnly: boolean; expiresInDays: number | null }) =>
      api.call(routes.createToken, { body }),
    meta: { form: true },
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.tokens }),
  })
}

export const useRevokeToken = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (token: string) => api.call(routes.revokeToken, { params: { token } }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.tokens }),
  })
}
