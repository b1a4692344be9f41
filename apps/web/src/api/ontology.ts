import { routes } from '@polyphony/contract'
import { Code, Ontology, type OperationInput } from '@polyphony/ontology'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { z } from 'zod'
import { nextTask } from '../collab/nextTask.ts'
import { api } from './api.ts'
import { queryKeys } from './queryKeys.ts'

const unchecked = {
  ...routes.getOntology,
  response: Ontology.extend({ codes: z.record(z.string(), z.unknown()) }),
}
/** Codes checked in one go: a few milliseconds. */
const CHECKED_AT_ONCE = 1_000

/** Its codes are checked some at a time, so that the page answers to its user meanwhile. */
const fetchOntology = async (workspace: string, signal: AbortSignal): Promise<Ontology> => {
  const found = await api.call(unchecked, { params: { workspace } }, signal)
  const codes: [string, Code][] = []
  for (const [id, code] of Object.entries(found.codes)) {
    codes.push([id, Code.parse(code)])
    if (codes.length % CHECKED_AT_ONCE === 0) await nextTask()
  }
  return { ...found, codes: Object.fromEntries(codes) }
}

/** The ontology over HTTP. Where the live document is open, read that instead (`useCodebook`). */
export const useOntology = (workspace: string, enabled = true) =>
  useQuery({
    queryKey: queryKeys.ontology(workspace),
    queryFn: ({ signal }) => fetchOntology(workspace, signal),
    // A revision is what it is: nothing in it needs comparing.
    structuralSharing: (known, found) =>
      (known as Ontology | undefined)?.revision === (found as Ontology).revision ? known : found,
    enabled,
  })

/** Which revisions a history shows; all where a field is left out. */
export interface HistoryFilter {
  /** Member id. */
  actor?: string
  /** Kinds of operation. */
  types?: readonly string[]
  /** Code ids. */
  codes?: readonly string[]
  /** An instant, ISO 8601. */
  until?: string
}

const HISTORY_PAGE = 50

/** The revisions of an ontology, newest first, page by page. */
export const useHistory = (workspace: string, { actor, types, codes, until }: HistoryFilter) =>
  useInfiniteQuery({
    queryKey: [...queryKeys.revisions(workspace), 'history', { actor, types, codes, until }],
    queryFn: ({ signal, pageParam }) =>
      api.call(
        routes.listRevisions,
        {
          params: { workspace },
          query: {
            actor,
            until,
            types: types?.join(','),
            codes: codes?.join(','),
            limit: HISTORY_PAGE,
            before: pageParam,
          },
        },
        signal,
      ),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: page => (page.length < HISTORY_PAGE ? undefined : page.at(-1)?.number),
  })

/** One revision; null for the beginning, and where there is none of this number. */
export const useRevision = (workspace: string, revision: number) =>
  useQuery({
    queryKey: [...queryKeys.revisions(workspace), 'one', revision],
    queryFn: async ({ signal }) => {
      const [found] = await api.call(
        routes.listRevisions,
        { params: { workspace }, query: { before: revision + 1, limit: 1 } },
        signal,
      )
      return found?.number === revision ? found : null
    },
    enabled: revision > 0,
  })

/** The number of the last revision by an instant, 0 where there was none yet. */
export const fetchRevisionAt = async (workspace: string, until: string): Promise<number> => {
  const [last] = await api.call(routes.listRevisions, {
    params: { workspace },
    query: { until, limit: 1 },
  })
  return last?.number ?? 0
}

/** The ontology as it was right after a revision. */
export const useOntologyAt = (workspace: string, revision: number, enabled = true) =>
  useQuery({
    queryKey: queryKeys.ontologyAt(workspace, revision),
    queryFn: ({ signal }) => api.call(routes.getOntologyAt, { params: { workspace, revision } }, signal),
    // What has been never changes; it may be large.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    enabled,
  })

/** What taking a revision back would do to the ontology at `current`, or why it would be refused. */
export const useRevertPreview = (workspace: string, revision: number, current: number) =>
  useQuery({
    queryKey: [...queryKeys.revisions(workspace), 'revert', revision, current],
    queryFn: ({ signal }) => api.call(routes.previewRevert, { params: { workspace, revision } }, signal),
    gcTime: 0,
  })

/** The revisions that concern some codes, newest first, page by page; asked for again at each new revision. */
export const useCodeRevisions = (workspace: string, codes: readonly string[], revision: number) => {
  const client = useQueryClient()
  const named = codes.join(',')
  const asked = useRef(revision)
  useEffect(() => {
    if (asked.current === revision) return
    asked.current = revision
    void client.invalidateQueries({ queryKey: [...queryKeys.revisions(workspace), 'codes', named] })
  }, [client, workspace, named, revision])
  return useInfiniteQuery({
    queryKey: [...queryKeys.revisions(workspace), 'codes', named],
    queryFn: ({ signal, pageParam }) =>
      api.call(
        routes.listRevisions,
        { params: { workspace }, query: { codes: named, limit: PAGE, before: pageParam } },
        signal,
      ),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: page => (page.length < PAGE ? undefined : page.at(-1)?.number),
  })
}

const PAGE = 20

export interface OntologyChange {
  operations: OperationInput[]
  note?: string | null
  /** Refuse when somebody changed the ontology since this revision. */
  revision?: number
}

/** Changes the ontology: all of the operations, in order, or none. */
export const useApplyOperations = (workspace: string) => {
  const refresh = useRefreshOntology(workspace)
  return useMutation({
    mutationFn: (change: OntologyChange) =>
      api.call(routes.applyOperations, { params: { workspace }, body: { note: null, ...change } }),
    onSettled: refresh,
  })
}

/** Takes one revision back, as a new one. */
export const useRevertRevision = (workspace: string) => {
  const refresh = useRefreshOntology(workspace)
  return useMutation({
    mutationFn: (revision: number) => api.call(routes.revertRevision, { params: { workspace, revision } }),
    onSettled: refresh,
  })
}

const useRefreshOntology = (workspace: string) => {
  const client = useQueryClient()
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: queryKeys.ontology(workspace) }),
      client.invalidateQueries({ queryKey: queryKeys.revisions(workspace) }),
    ])
}
