import { observeOntologyDocument, readOntologyDocument } from '@polyphony/document'
import type { Ontology } from '@polyphony/ontology'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { useOntology } from '../../api/ontology.ts'
import { useSharedDocument } from '../../collab/CollabProvider.tsx'
import type { SharedDocument } from '../../collab/sharedDocument.ts'

const nothing = () => () => {}

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
        value ??= readOntologyDocument(document.doc)
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
 * The codebook as it stands: live from the ontology document once that is open, until then as the server answers it
 * over HTTP. Needs a `CollabProvider` above.
 */
export const useCodebook = (workspace: string) => {
  const document = useSharedDocument(useMemo(() => ({ kind: 'ontology', workspace }), [workspace]))
  const { live, inStep } = useLiveOntology(document)
  // What is live needs not be fetched after every change: a large codebook is megabytes.
  const http = useOntology(workspace, !inStep)
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
