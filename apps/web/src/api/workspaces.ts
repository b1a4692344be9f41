import { type Role, routes } from '@polyphony/contract'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from './api.ts'
import { queryKeys } from './queryKeys.ts'

export const useCreateWorkspace = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { name: string; demo: boolean }) => api.call(routes.createWorkspace, { body }),
    meta: { form: true },
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.session }),
  })
}

export const useRenameWorkspace = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => api.call(routes.updateWorkspace, { params: { workspace }, body: { name } }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.session }),
  })
}

/** Says on how many people a cell of a table must rest to leave the workspace. */
export const useSetLeastPeople = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (leastPeople: number) =>
      api.call(routes.updateWorkspace, { params: { workspace }, body: { leastPeople } }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.session }),
  })
}

export const everybodyQuery = (workspace: string) =>
  queryOptions({
    queryKey: [...queryKeys.members(workspace), 'former'],
    queryFn: ({ signal }) =>
      api.call(routes.listMembers, { params: { workspace }, query: { former: 'true' } }, signal),
    staleTime: 60_000,
  })

/** Also those who left (`removedAt`): what they wrote keeps their name. */
export const useEverybody = (workspace: string) => useQuery(everybodyQuery(workspace))

/** Everybody in the workspace. Presence, layers and records name members by id. */
export const useMembers = (workspace: string) =>
  useQuery({
    queryKey: queryKeys.members(workspace),
    queryFn: ({ signal }) => api.call(routes.listMembers, { params: { workspace } }, signal),
    staleTime: 60_000,
  })

export const useUpdateMember = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ member, role }: { member: string; role: Role }) =>
      api.call(routes.updateMember, { params: { workspace, member }, body: { role } }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.members(workspace) }),
        client.invalidateQueries({ queryKey: queryKeys.session }),
      ]),
  })
}

export const useRemoveMember = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (member: string) => api.call(routes.removeMember, { params: { workspace, member } }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.members(workspace) }),
        client.invalidateQueries({ queryKey: queryKeys.groups(workspace) }),
      ]),
  })
}

export const useInvitations = (workspace: string, enabled = true) =>
  useQuery({
    queryKey: queryKeys.invitations(workspace),
    queryFn: ({ signal }) => api.call(routes.listInvitations, { params: { workspace } }, signal),
    enabled,
  })

export const useCreateInvitation = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { role: Role; email: string | null }) =>
      api.call(routes.createInvitation, { params: { workspace }, body }),
    meta: { form: true },
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.invitations(workspace) }),
  })
}

export const useRevokeInvitation = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (invitation: string) =>
      api.call(routes.revokeInvitation, { params: { workspace, invitation } }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.invitations(workspace) }),
  })
}

/** What an invitation link invites to; anybody with the link may ask. */
export const useInvitation = (secret: string) =>
  useQuery({
    queryKey: queryKeys.invitation(secret),
    queryFn: ({ signal }) => api.call(routes.readInvitation, { params: { secret } }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const useAcceptInvitation = (secret: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (account: { name: string; email: string; password: string } | null) =>
      api.call(routes.acceptInvitation, { params: { secret }, body: { account } }),
    meta: { form: true },
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.session }),
  })
}
