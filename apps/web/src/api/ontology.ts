import { routes } from '@polyphony/contract'
import type { OperationInput } from '@polyphony/ontology'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { api } from './api.ts'
import { queryKeys } from './queryKeys.ts'

/** The ontology over HTTP. Where the live document is open, read that instead (`useCodebook`). */
export const useOntology = (workspace: string, enabled = true) =>
  useQuery({
    queryKey: queryKeys.ontology(workspace),
    queryFn: ({ signal }) => api.call(routes.getOntology, { params: { workspace } }, signal),
    enabled,
  })

export const useRevisions = (workspace: string, enabled = true) =>
  useQuery({
    queryKey: queryKeys.revisions(workspace),
    queryFn: ({ signal }) =>
      api.call(routes.listRevisions, { params: { workspace }, query: { limit: 200 } }, signal),
    enabled,
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
