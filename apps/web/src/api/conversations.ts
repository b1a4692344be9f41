import { type Ceiling, CodingRecord, type Conversation, routes, routeUrl } from '@polyphony/contract'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { nextTask } from '../collab/nextTask.ts'
import { api } from './api.ts'
import { queryKeys } from './queryKeys.ts'

export const useConversations = (workspace: string) =>
  useQuery({
    queryKey: queryKeys.conversations(workspace),
    queryFn: ({ signal }) => api.call(routes.listConversations, { params: { workspace } }, signal),
  })

export const conversationQuery = (conversation: string) =>
  queryOptions({
    queryKey: queryKeys.conversation(conversation),
    queryFn: ({ signal }) => api.call(routes.getConversation, { params: { conversation } }, signal),
  })

export const useConversation = (conversation: string) => useQuery(conversationQuery(conversation))

export const sourceWordsQuery = (conversation: string) =>
  queryOptions({
    queryKey: queryKeys.sourceWords(conversation),
    queryFn: ({ signal }) => api.call(routes.getSourceWords, { params: { conversation } }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** The timed words as imported: immutable, so they are never asked for twice. */
export const useSourceWords = (conversation: string) => useQuery(sourceWordsQuery(conversation))

export const layersQuery = (conversation: string) =>
  queryOptions({
    queryKey: queryKeys.layers(conversation),
    queryFn: ({ signal }) => api.call(routes.listLayers, { params: { conversation } }, signal),
  })

/** Members whose layer of the conversation has content. */
export const useLayers = (conversation: string) => useQuery(layersQuery(conversation))

/** Where the recording is served, with byte ranges. */
export const recordingUrl = (conversation: string): string =>
  routeUrl(routes.getRecording, { params: { conversation } })

/** Where the waveform's peaks are served. */
export const peaksUrl = (conversation: string): string =>
  routeUrl(routes.getPeaks, { params: { conversation } })

export const useUpdateConversation = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({
      conversation,
      ...body
    }: {
      conversation: string
      title?: string
      group?: string | null
      heldOn?: string | null
      ceiling?: Ceiling
    }) => api.call(routes.updateConversation, { params: { conversation }, body }),
    meta: { form: true },
    onSuccess: changed => {
      client.setQueryData(queryKeys.conversation(changed.id), changed)
      client.setQueryData<Conversation[]>(queryKeys.conversations(workspace), list =>
        list?.map(c => (c.id === changed.id ? changed : c)),
      )
      return client.invalidateQueries({ queryKey: queryKeys.conversations(workspace) })
    },
  })
}

export const useDeleteConversation = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (conversation: string) => api.call(routes.deleteConversation, { params: { conversation } }),
    onSuccess: (_done, conversation) => {
      client.setQueryData<Conversation[]>(queryKeys.conversations(workspace), list =>
        list?.filter(c => c.id !== conversation),
      )
      client.removeQueries({ queryKey: queryKeys.conversation(conversation) })
      return refreshAfterBin(client, workspace)
    },
  })
}

export const useRestoreConversation = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (conversation: string) => api.call(routes.restoreConversation, { params: { conversation } }),
    onSuccess: () => refreshAfterBin(client, workspace),
  })
}

/** A conversation in the bin takes its codings and excerpts out of sight with it. */
const refreshAfterBin = (client: ReturnType<typeof useQueryClient>, workspace: string) =>
  Promise.all(
    [queryKeys.bin, queryKeys.conversations, queryKeys.codings, queryKeys.highlights, queryKeys.excerpts].map(
      key => client.invalidateQueries({ queryKey: key(workspace) }),
    ),
  )

export const useGroups = (workspace: string) =>
  useQuery({
    queryKey: queryKeys.groups(workspace),
    queryFn: ({ signal }) => api.call(routes.listGroups, { params: { workspace } }, signal),
  })

export const useCreateGroup = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => api.call(routes.createGroup, { params: { workspace }, body: { name } }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.groups(workspace) }),
  })
}

export const useUpdateGroup = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ group, ...body }: { group: string; name?: string; trustees?: string[] }) =>
      api.call(routes.updateGroup, { params: { group }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.groups(workspace) }),
  })
}

export interface HighlightFilter {
  conversation?: string
  member?: string
  code?: string
}

/** Highlights as projected from everybody's layers, at most `limit` of them. */
export const useHighlights = (workspace: string, filter: HighlightFilter = {}, limit = 1000) =>
  useQuery({
    queryKey: [...queryKeys.highlights(workspace), filter, limit],
    queryFn: ({ signal }) =>
      api.call(routes.listHighlights, { params: { workspace }, query: { ...filter, limit } }, signal),
  })

/** Who speaks when and how much in each conversation, without the words. */
export const useOutlines = (workspace: string) =>
  useQuery({
    queryKey: queryKeys.outlines(workspace),
    queryFn: ({ signal }) => api.call(routes.listOutlines, { params: { workspace } }, signal),
    staleTime: 30_000,
  })

/** Codings checked in one go: a few milliseconds. */
const CHECKED_AT_ONCE = 500
const unchecked = {
  ...routes.listCodings,
  response: z.object({ codings: z.array(z.unknown()), next: z.string().nullable() }),
}

/**
 * Every coding of a workspace, or of one conversation, page by page. They are checked some at a time, so that the page
 * answers to its user meanwhile: of an institute's study there are ten thousand.
 */
export const fetchCodings = async (
  workspace: string,
  { conversation, signal }: { conversation?: string; signal?: AbortSignal } = {},
): Promise<CodingRecord[]> => {
  const all: CodingRecord[] = []
  for (let after: string | undefined; ; ) {
    const { codings, next } = await api.call(
      unchecked,
      { params: { workspace }, query: { conversation, after } },
      signal,
    )
    for (let at = 0; at < codings.length; at += CHECKED_AT_ONCE) {
      if (at > 0) await nextTask()
      for (const coding of codings.slice(at, at + CHECKED_AT_ONCE)) all.push(CodingRecord.parse(coding))
    }
    if (next === null) return all
    after = next
  }
}

/**
 * Every coding of the workspace with what it counts as, without the words: what matrices, previews and lists of
 * excerpts are computed from. Fetched page by page, kept in step by `useLiveLists`.
 */
export const useCodings = (workspace: string, enabled = true) =>
  useQuery({
    queryKey: queryKeys.codings(workspace),
    enabled,
    // Only in case something was missed while the connection was made: of a large study it is half a second of the server.
    refetchInterval: 300_000,
    queryFn: ({ signal }) => fetchCodings(workspace, { signal }),
  })
