import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { refreshCodings } from '../../api/passages.ts'
import { queryKeys } from '../../api/queryKeys.ts'
import { useSharedDocument } from '../../collab/CollabProvider.tsx'

/** Messages come in bunches while people code: one question answers them all. */
const GATHER_MS = 250

/**
 * Keeps what is listed across conversations in step with what people say at their desks: codings, the words of excerpts, threads on codes, relations between excerpts.
 */
export const useLiveLists = (workspace: string): void => {
  const client = useQueryClient()
  const ontology = useSharedDocument(useMemo(() => ({ kind: 'ontology', workspace }), [workspace]))
  useEffect(() => {
    if (!ontology) return
    let gathering: ReturnType<typeof setTimeout> | undefined
    const coded = new Set<string>()
    const about = new Set<'codings' | 'threads' | 'relations'>()
    const refresh = () => {
      const conversations = [...coded]
      const asked = new Set(about)
      coded.clear()
      about.clear()
      const again = (queryKey: readonly unknown[]) => void client.invalidateQueries({ queryKey })
      if (asked.has('threads')) again(queryKeys.codeThreads(workspace))
      if (asked.has('relations')) again(queryKeys.ties(workspace))
      if (conversations.length === 0) return
      again(queryKeys.passages(workspace))
      for (const conversation of conversations)
        refreshCodings(client, workspace, conversation).catch((error: unknown) => {
          // Asked for as a whole instead, which says on the page what went wrong.
          console.warn('Codings could not be refreshed.', error)
          again(queryKeys.codings(workspace))
        })
    }
    const stop = ontology.onStateless(message => {
      if (message.type !== 'said') return
      for (const one of message.about) about.add(one)
      if (message.about.includes('codings')) coded.add(message.conversation)
      // Not put off by the next message: where many code at once there is always a next one.
      gathering ??= setTimeout(() => {
        gathering = undefined
        refresh()
      }, GATHER_MS)
    })
    return () => {
      clearTimeout(gathering)
      stop()
    }
  }, [ontology, client, workspace])
}
