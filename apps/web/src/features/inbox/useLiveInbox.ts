import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { queryKeys } from '../../api/queryKeys.ts'
import { useSharedDocument } from '../../collab/CollabProvider.tsx'

/** Messages come in bunches when several people write: one question answers them all. */
const GATHER_MS = 150

/** Fetches the inbox again as soon as the server says that something in it has changed. */
export const useLiveInbox = (workspace: string): void => {
  const client = useQueryClient()
  const ontology = useSharedDocument(
    useMemo(() => ({ kind: 'ontology', workspace }), [workspace]),
    { offline: true },
  )
  useEffect(() => {
    if (!ontology) return
    let gathering: ReturnType<typeof setTimeout> | undefined
    const stop = ontology.onStateless(({ type }) => {
      if (type !== 'inbox') return
      clearTimeout(gathering)
      gathering = setTimeout(() => {
        void client.invalidateQueries({ queryKey: queryKeys.inbox(workspace) })
        void client.invalidateQueries({ queryKey: queryKeys.codeThreads(workspace) })
      }, GATHER_MS)
    })
    return () => {
      clearTimeout(gathering)
      stop()
    }
  }, [ontology, client, workspace])
}
