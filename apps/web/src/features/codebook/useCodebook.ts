import { isArriving, observeOntologyDocument, readOntologyDocument } from '@polyphony/document'
import type { Ontology } from '@polyphony/ontology'
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useOntology } from '../../api/ontology.ts'
import { useSharedDocument } from '../../collab/CollabProvider.tsx'
import type { SharedDocument } from '../../collab/sharedDocument.ts'

const nothing = () => () => {}

/** So long the live document is waited for before the server is asked for the same over HTTP. */
const PATIENCE_MS = 500

/** Is the live document late, or refused? Not once its content is here and being read. */
const useIsLate = (document: SharedDocument | null): boolean => {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  const state = useSyncExternalStore(document?.state.subscribe ?? nothing, () => document?.state.get())
  return (late || (state?.closed ?? null) !== null) && !state?.taking
}

/**
 * The ontology of an open document, read anew only after a transaction that changed it, null before it is there; and
 * whether the document is in step with the server.
 */
const useLiveOntology = (document: SharedDocument | null): { live: Ontology | null; inStep: boolean } => {
  const opened = useSyncExternalStore(
    document?.state.subscribe ?? nothing,
    () => document?.state.get().opened ?? false,
  )
  const synced = useSyncExternalStore(
    document?.state.subscribe ?? nothing,
    () => document?.state.get().synced ?? false,
  )
  const source = useMemo(() => {
    if (!document) return null
    let value: Ontology | null = null
    return {
      subscribe: (listener: () => void) =>
        observeOntologyDocument(document.doc, () => {
          value = null
          listener()
        }),
      get: () => {
        // What has arrived of it in part is nothing to show.
        if (!isArriving(document.doc)) value ??= readOntologyDocument(document.doc)
        return value
      },
    }
  }, [document])
  const none = useCallback(() => null, [])
  const ontology = useSyncExternalStore(source?.subscribe ?? nothing, source?.get ?? none)
  const live = opened ? ontology : null
  // A document that the server has not written yet is empty.
  return { live, inStep: synced && live !== null && live.revision > 0 }
}

/**
 * The codebook as it stands: live from the ontology document once that is open; until then, where that takes a while,
 * as the server answers it over HTTP. Needs a `CollabProvider` above.
 */
export const useCodebook = (workspace: string) => {
  const document = useSharedDocument(useMemo(() => ({ kind: 'ontology', workspace }), [workspace]))
  const { live, inStep } = useLiveOntology(document)
  const late = useIsLate(document)
  // What is live, or on its way, needs not be fetched as well: a large codebook is megabytes.
  const http = useOntology(workspace, !inStep && late)
  // The newer of the two speaks.
  const ontology =
    live && live.revision >= (http.data?.revision ?? 0) ? live : (http.data ?? live ?? undefined)
  return {
    ontology,
    isPending: !ontology && http.isPending,
    error: ontology ? null : http.error,
    refetch: http.refetch,
  }
}
