import {
  addHighlight,
  createAnchor,
  documentName,
  type SourceWords,
  type TextSpan,
  TranscriptIndex,
  timingOf,
} from '@polyphony/document'
import { liveDocuments } from '../liveDocuments.ts'
import { SourceWordsModel } from '../models/sourceWords.ts'

/** Highlights the first place where a turn says `quote`, in a member's layer. Returns the highlight's id. */
export const highlightPassage = async (
  conversation: string,
  member: string,
  quote: string,
  codes: readonly string[] = [],
): Promise<string> => {
  const live = liveDocuments()
  const source = await SourceWordsModel.findById(conversation).lean<{ words: SourceWords }>()
  const anchor = await live.read(documentName({ kind: 'transcript', conversation }), doc => {
    const index = new TranscriptIndex(doc)
    try {
      const turn = index.order.find(({ text }) => text.includes(quote))
      if (!turn) throw new Error(`Nobody says “${quote}”.`)
      const offset = turn.text.indexOf(quote)
      const span: TextSpan = {
        start: { turn: turn.id, offset },
        end: { turn: turn.id, offset: offset + quote.length },
      }
      return createAnchor(index, span, timingOf(index, source!.words).spanTimes(span))
    } finally {
      index.dispose()
    }
  })
  return live.transact(documentName({ kind: 'layer', conversation, member }), { member }, doc =>
    addHighlight(doc, { anchor, codes }),
  )
}
