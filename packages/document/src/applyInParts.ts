import * as Y from 'yjs'
import { splitUpdate } from './splitUpdate.ts'

/** Documents in the midst of large updates, and of how many. */
const arriving = new WeakMap<Y.Doc, number>()

/**
 * Is a document being given large updates part by part? What it holds then is consistent but not what anybody wrote:
 * who shows it waits for the last part.
 */
export const isArriving = (doc: Y.Doc): boolean => (arriving.get(doc) ?? 0) > 0

const count = (doc: Y.Doc, by: 1 | -1): void => {
  arriving.set(doc, (arriving.get(doc) ?? 0) + by)
}

/** About the size of a part: some hundred codes, ten milliseconds on a slow machine. */
const PART_BYTES = 96 * 1024

/**
 * Applies large updates part by part, with a `pause` after each part, so that a page answers to its user meanwhile.
 * Gives up when `pause` says so: false when something is missing.
 */
export const applyInParts = async (
  doc: Y.Doc,
  updates: readonly Uint8Array[],
  origin: unknown,
  pause: () => Promise<'go on' | 'give up'>,
): Promise<boolean> => {
  const parts = updates.flatMap(update =>
    update.length > PART_BYTES ? splitUpdate(update, PART_BYTES) : [update],
  )
  const last = parts.pop()
  let isHere = false
  count(doc, 1)
  try {
    // Cutting is work as well.
    if (parts.length > 0 && (await pause()) === 'give up') return false
    let bytes = 0
    for (const part of parts) {
      Y.applyUpdate(doc, part, origin)
      bytes += part.length
      if (bytes < PART_BYTES) continue
      bytes = 0
      if ((await pause()) === 'give up') return false
    }
    // With the last part all of it is there, and whoever watches is told.
    isHere = true
    count(doc, -1)
    if (last) Y.applyUpdate(doc, last, origin)
    return true
  } finally {
    if (!isHere) count(doc, -1)
  }
}
