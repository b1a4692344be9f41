import { promisify } from 'node:util'
import { deflateRaw } from 'node:zlib'
import type { Document } from '@hocuspocus/server'
import * as Y from 'yjs'

const deflate: (bytes: Uint8Array) => Promise<Uint8Array> = promisify(deflateRaw)

/** A state that was compressed is handed out for so long though the document has changed since, in milliseconds. */
const STALE_MS = 5_000

interface Deflated {
  at: number
  bytes: Promise<Uint8Array>
}

const known = new WeakMap<Document, Deflated>()

/**
 * An open document's state as one compressed update. Kept while the document does not change, and for a moment longer:
 * while ten people write, fifty who join would else have it compressed fifty times.
 */
export const deflatedState = (document: Document): Promise<Uint8Array> => {
  const now = Date.now()
  const last = known.get(document)
  if (last && (document.lastChangeTime < last.at || now - last.at < STALE_MS)) return last.bytes
  const bytes = deflate(Y.encodeStateAsUpdate(document))
  known.set(document, { at: now, bytes })
  bytes.catch(() => known.delete(document))
  return bytes
}
