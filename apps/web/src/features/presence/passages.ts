import type { Presence } from '@polyphony/contract'
import type { TextSpan, TranscriptIndex } from '@polyphony/document'
import * as Y from 'yjs'

const encode = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))
const decode = (text: string): Uint8Array => Uint8Array.from(atob(text), letter => letter.charCodeAt(0))

/** A passage as others can find it, however the text changes meanwhile; null when its turn is not there any more. */
export const encodeSpan = (index: TranscriptIndex, span: TextSpan | null): Presence['selection'] => {
  if (!span) return null
  try {
    return {
      start: encode(Y.encodeRelativePosition(index.positionAt(span.start, 0))),
      end: encode(Y.encodeRelativePosition(index.positionAt(span.end, -1))),
    }
  } catch (error) {
    // The turn was joined away a moment ago; what the desk knows of it follows.
    if (error instanceof RangeError) return null
    throw error
  }
}

/** Where somebody's passage lies here; null when it cannot be found. It comes from others: anything may be in it. */
export const decodeSpan = (index: TranscriptIndex, passage: Presence['selection']): TextSpan | null => {
  if (!passage) return null
  try {
    const start = index.locate(Y.decodeRelativePosition(decode(passage.start)))
    const end = index.locate(Y.decodeRelativePosition(decode(passage.end)))
    return start && end ? { start, end } : null
  } catch {
    return null
  }
}
