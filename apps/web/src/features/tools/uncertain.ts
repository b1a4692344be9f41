import type { SourceWords, Timing, Turn } from '@polyphony/document'
import { formatShare } from '../../text/format.ts'
import { tools as words } from '../../text/tools.ts'
import { notifyBriefly, notifyDone } from '../../ui/notify.ts'
import type { Desk } from '../desk/desk.ts'
import { standAt, standing } from '../desk/shortcuts/standing.ts'
import type { Painter } from '../transcript/painter.ts'
import { toolsOf } from './tools.ts'

/** Words that were recognised with less confidence than this are worth listening to again. */
const LITTLE = 0.6

const plain = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** Words of a turn that stand as they were recognised, with little confidence: what was corrected is certain. */
export const uncertainWords = (
  { id, text }: Pick<Turn, 'id' | 'text'>,
  timing: Pick<Timing, 'wordsOf'>,
  source: Pick<SourceWords, 'text' | 'confidence'>,
): { from: number; to: number; confidence: number }[] => {
  const { confidence } = source
  if (!confidence) return []
  return timing
    .wordsOf(id)
    .filter(({ from, to, source: word }) => {
      const known = confidence[word] ?? -1
      return known >= 0 && known < LITTLE && plain(text.slice(from, to)) === plain(source.text[word] ?? '')
    })
    .map(({ from, to, source: word }) => ({ from, to, confidence: confidence[word]! }))
}

const uncertainIn = (desk: Desk, turn: Turn | undefined) => {
  const { timing, words: source } = desk.facts.get()
  return turn && timing && source ? uncertainWords(turn, timing, source) : []
}

/** Goes to the next word after where one stands that was recognised with little confidence, and says which it is. */
export const nextUncertain = (desk: Desk): void => {
  toolsOf(desk).set({ uncertain: true })
  const from = standing(desk)
  // Who stands on a turn, and on no word of it, has its first word before them.
  const offset = desk.state.get().caret === null ? -1 : (from?.offset ?? -1)
  const start = Math.max(0, from ? desk.index.position(from.turn) : 0)
  for (const turn of desk.index.order.slice(start)) {
    const next = uncertainIn(desk, turn).find(word => turn.id !== from?.turn || word.from > offset)
    if (!next) continue
    standAt(desk, { turn: turn.id, offset: next.from })
    const word = turn.text.slice(next.from, next.to)
    notifyBriefly('uncertain', words.uncertainWord(word, formatShare(next.confidence)))
    return
  }
  notifyDone(words.noUncertain)
}

/** Underlines uncertain words while they are to be shown. */
export const paintUncertain = (desk: Desk, painter: Painter): (() => void) => {
  const store = toolsOf(desk)
  const overlay = painter.overlay('desk-uncertain', 4, turn =>
    store.get().uncertain ? uncertainIn(desk, desk.index.turn(turn)) : [],
  )
  const disposers = [store.subscribe(() => overlay.redraw()), () => overlay.remove()]
  return () => {
    for (const dispose of disposers) dispose()
  }
}
