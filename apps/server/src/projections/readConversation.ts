import { documentName, type SourceWords, type Timing, TranscriptIndex, timingOf } from '@polyphony/document'
import type * as Y from 'yjs'
import type { LiveDocuments } from '../liveDocuments.ts'
import { SourceWordsModel } from '../models/sourceWords.ts'

interface TranscriptReading {
  index: TranscriptIndex
  timing: Timing
}

/** An open transcript is indexed once; the index follows its changes. Gone with the document. */
const readings = new WeakMap<Y.Doc, TranscriptReading>()

const NO_WORDS: SourceWords = { text: [], start: [], end: [], confidence: null }

/** Looks at a conversation's transcript with its turns and times. */
export const readTranscript = async <T>(
  live: LiveDocuments,
  conversation: string,
  look: (reading: TranscriptReading) => T,
): Promise<T> => {
  const words = (await SourceWordsModel.findById(conversation).lean())?.words ?? NO_WORDS
  return live.read(documentName({ kind: 'transcript', conversation }), doc => {
    let reading = readings.get(doc)
    if (!reading) {
      const index = new TranscriptIndex(doc)
      reading = { index, timing: timingOf(index, words) }
      readings.set(doc, reading)
    }
    return look(reading)
  })
}
