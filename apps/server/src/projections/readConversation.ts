import { documentName, type SourceWords, type Timing, TranscriptIndex, timingOf } from '@polyphony/document'
import type * as Y from 'yjs'
import type { LiveDocuments } from '../liveDocuments.ts'
import { SourceWordsModel } from '../models/sourceWords.ts'

/** A transcript's turns and times. Of an open document it follows the changes. */
export interface TranscriptReading {
  index: TranscriptIndex
  timing: Timing
  /** Counts the changes of the document. */
  changes: () => number
}

/** An open transcript is indexed once, and its words (a megabyte in two hours) are fetched once. Gone with the document. */
const readings = new WeakMap<Y.Doc, TranscriptReading>()

const NO_WORDS: SourceWords = { text: [], start: [], end: [], confidence: null }

/** Reads a conversation's transcript with its turns and times. */
export const readTranscript = async (
  live: LiveDocuments,
  conversation: string,
): Promise<TranscriptReading> => {
  const name = documentName({ kind: 'transcript', conversation })
  let words: SourceWords | null = null
  const read = (doc: Y.Doc): TranscriptReading | null => {
    const known = readings.get(doc)
    if (known || !words) return known ?? null
    const index = new TranscriptIndex(doc)
    let changes = 0
    doc.on('update', () => changes++)
    const reading = { index, timing: timingOf(index, words), changes: () => changes }
    readings.set(doc, reading)
    return reading
  }
  const known = await live.read(name, read)
  if (known) return known
  words = (await SourceWordsModel.findById(conversation).lean())?.words ?? NO_WORDS
  return (await live.read(name, read)) as TranscriptReading
}
