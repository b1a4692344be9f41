import type { Transcript } from '@polyphony/contract'
import { documentName, readSpeakers, type SourceWords, TranscriptIndex, timingOf } from '@polyphony/document'
import { liveDocuments } from '../liveDocuments.ts'
import { SourceWordsModel } from '../models/sourceWords.ts'

const NO_WORDS: SourceWords = { text: [], start: [], end: [], confidence: null }
const toSeconds = (ms: number): number | null => (ms < 0 ? null : ms / 1000)

/** A conversation's transcript as it stands now, for readers that hold no live document. */
export const readTranscriptText = async (conversation: string): Promise<Transcript> => {
  const source = await SourceWordsModel.findById(conversation).lean<{ words: SourceWords }>()
  return liveDocuments().read(documentName({ kind: 'transcript', conversation }), doc => {
    const index = new TranscriptIndex(doc)
    try {
      const timing = timingOf(index, source?.words ?? NO_WORDS)
      return {
        conversation,
        speakers: readSpeakers(doc),
        turns: index.order.map(turn => {
          const { from, to } = timing.spanTimes({
            start: { turn: turn.id, offset: 0 },
            end: { turn: turn.id, offset: turn.text.length },
          })
          return {
            id: turn.id,
            speaker: turn.speaker,
            start: toSeconds(from),
            end: toSeconds(to),
            text: turn.text,
          }
        }),
      }
    } finally {
      index.dispose()
    }
  })
}
