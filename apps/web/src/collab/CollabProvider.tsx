import type { DocumentRef } from '@polyphony/document'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { collabUrl } from './collabSocket.ts'
import { type Collab, createCollab, type OpenOptions } from './createCollab.ts'
import type { SharedDocument } from './sharedDocument.ts'

const CollabContext = createContext<Collab | null>(null)

/**
 * Gives the pages under it the tab's connection; it opens when somebody is signed in and closes with them. Under another
 * one it does nothing: there is one connection per tab.
 */
export const CollabProvider = ({ user, children }: { user: string; children: ReactNode }) =>
  useContext(CollabContext) ? children : <OwnCollab user={user}>{children}</OwnCollab>

const OwnCollab = ({ user, children }: { user: string; children: ReactNode }) => {
  const [collab, setCollab] = useState<Collab | null>(null)
  useEffect(() => {
    const made = createCollab({ url: collabUrl(window.location), user })
    setCollab(made)
    return () => made.dispose()
  }, [user])
  return collab && <CollabContext value={collab}>{children}</CollabContext>
}

export const useCollab = (): Collab => {
  const collab = useContext(CollabContext)
  if (!collab) throw new Error('useCollab needs a CollabProvider above it')
  return collab
}

/** Holds a document open while the component is mounted; null in the first frame and when `ref` is null. */
export const useSharedDocument = (
  ref: DocumentRef | null,
  options: OpenOptions = {},
): SharedDocument | null => {
  const collab = useCollab()
  const [document, setDocument] = useState<SharedDocument | null>(null)
  const [generation, setGeneration] = useState(0)
  const key = ref ? JSON.stringify(ref) : null
  const { offline, awareness, own } = options
  useEffect(() => {
    if (!key) return
    const { document, release } = collab.open(JSON.parse(key) as DocumentRef, { offline, awareness, own })
    setDocument(document)
    const unwatch = collab.onReplaced(name => {
      if (name === document.name) setGeneration(value => value + 1)
    })
    return () => {
      unwatch()
      release()
      setDocument(null)
    }
  }, [collab, key, offline, awareness, own, generation])
  return document
}
