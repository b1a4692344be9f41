import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { queryKeys } from '../../api/queryKeys.ts'
import { refreshCodings } from '../../api/refreshCodings.ts'
import { useSharedDocument } from '../../collab/CollabProvider.tsx'

/** Messages come in bunches while people code: one question answers them all. */
const GATHER_MS = 250

/**
 * Keeps what is listed across conversations in step with what people say at their desks: codings, the words of excerpts,
 * threads on codes, relations between excerpts. And the plan with what leads change in it.
 */
export const useLiveLists = (workspace: string): void => {
  const client = useQueryClient()
  const ontology = useSharedDocument(useMemo(() => ({ kind: 'ontology', workspace }), [workspace]))
  useEffect(() => {
    if (!ontology) return
    let gathering: ReturnType<typeof setTimeout> | undefined
    const coded = new Set<string>()
    const about = new Set<'codings' | 'threads' | 'relations'>()
    const again = (queryKey: readonly unknown[]) => void client.invalidateQueries({ queryKey })
    const refresh = () => {
      const conversations = [...coded]
      const asked = new Set(about)
      coded.clear()
      about.clear()
      if (asked.has('threads')) again(queryKeys.codeThreads(workspace))
      if (asked.has('relations')) again(queryKeys.ties(workspace))
      if (conversations.length === 0) return
      again(queryKeys.passages(workspace))
      refreshCodings(client, workspace, conversations).catch((error: unknown) => {
        // Asked for as a whole instead, which says on the page what went wrong.
        console.warn('Codings could not be refreshed.', error)
        again(queryKeys.codings(workspace))
      })
    }
    const stopListening = ontology.onStateless(message => {
      if (message.type === 'plan') again(queryKeys.plan(workspace))
      if (message.type !== 'said') return
      for (const one of message.about) about.add(one)
      if (message.about.includes('codings')) coded.add(message.conversation)
      // Not put off by the next message: where many code at once there is always a next one.
      gathering ??= setTimeout(() => {
        gathering = undefined
        refresh()
      }, GATHER_MS)
    })
    // What was said while the connection was away has not been heard here.
    let inStep = ontology.state.get().synced
    let missed = false
    const stopWatching = ontology.state.subscribe(() => {
      const { synced } = ontology.state.get()
      if (inStep && !synced) missed = true
      inStep = synced
      if (!synced || !missed) return
      missed = false
      const { codings, passages, codeThreads, ties, plan } = queryKeys
      for (const key of [codings, passages, codeThreads, ties, plan]) again(key(workspace))
    })
    return () => {
      clearTimeout(gathering)
      stopListening()
      stopWatching()
    }
  }, [ontology, client, workspace])
}
