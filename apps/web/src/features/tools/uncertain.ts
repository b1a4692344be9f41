import { Act, confirmWords, type SourceWords, type Timing, type Turn } from '@polyphony/document'
import { formatShare } from '../../text/format.ts'
import { tools as words } from '../../text/tools.ts'
import { notifyBriefly, notifyDone, notifyOffer } from '../../ui/notify.ts'
import type { Desk } from '../desk/desk.ts'
import { standAt, standing } from '../desk/shortcuts/standing.ts'
import type { Painter } from '../transcript/painter.ts'
import { toolsOf } from './tools.ts'

/** Words that were recognised with less confidence than this are worth listening to again. */
const LITTLE = 0.6

const plain = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

export interface UncertainWord {
  from: number
  to: number
  confidence: number
  /** Number of the source word. */
  source: number
}

/**
 * Words of a turn that stand as they were recognised, with little confidence: what was corrected, or heard and found
 * right (`confirmed`), is certain.
 */
export const uncertainWords = (
  { id, text }: Pick<Turn, 'id' | 'text'>,
  timing: Pick<Timing, 'wordsOf'>,
  source: Pick<SourceWords, 'text' | 'confidence'>,
  confirmed: ReadonlySet<number>,
): UncertainWord[] => {
  const { confidence } = source
  if (!confidence) return []
  return timing
    .wordsOf(id)
    .filter(({ from, to, source: word }) => {
      const known = confidence[word] ?? -1
      return (
        known >= 0 &&
        known < LITTLE &&
        !confirmed.has(word) &&
        plain(text.slice(from, to)) === plain(source.text[word] ?? '')
      )
    })
    .map(({ from, to, source: word }) => ({ from, to, source: word, confidence: confidence[word]! }))
}

const uncertainIn = (desk: Desk, turn: Turn | undefined): UncertainWord[] => {
  const { timing, words: source, confirmed } = desk.facts.get()
  return turn && timing && source ? uncertainWords(turn, timing, source, confirmed) : []
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
    const message = words.uncertainWord(word, formatShare(next.confidence))
    if (desk.abilities.correct) notifyOffer('uncertain', message, words.isRight, () => confirmHere(desk))
    else notifyBriefly('uncertain', message)
    return
  }
  notifyDone(words.noUncertain)
}

/** The uncertain words of what is selected, else the one that one stands on, turn by turn. */
const uncertainHere = (desk: Desk): { turn: Turn; found: UncertainWord[] }[] => {
  const { selection, caret } = desk.state.get()
  const from = selection?.start ?? caret
  if (!from) return []
  const to = selection?.end ?? { turn: from.turn, offset: from.offset + 1 }
  const [first, last] = [desk.index.position(from.turn), desk.index.position(to.turn)]
  return desk.index.order.slice(Math.max(0, first), last + 1).flatMap(turn => {
    const found = uncertainIn(desk, turn).filter(
      word =>
        (turn.id !== from.turn || word.to > from.offset) && (turn.id !== to.turn || word.from < to.offset),
    )
    return found.length > 0 ? [{ turn, found }] : []
  })
}

/** States that the uncertain word one stands on, or all that are selected, are right; and goes on to the next. */
export const confirmHere = (desk: Desk): void => {
  const here = uncertainHere(desk)
  const [first] = here
  if (!first) {
    notifyBriefly('uncertain', words.notUncertain)
    return
  }
  const all = here.flatMap(({ found }) => found)
  const { from, to } = first.found[0]!
  const label =
    all.length > 1 ? words.act.confirmSeveral(all.length) : words.act.confirm(first.turn.text.slice(from, to))
  confirmWords(
    desk.transcript.doc,
    all.map(({ source }) => source),
    true,
    new Act(label, { about: first.turn.id }),
  )
  const last = here.at(-1)!
  // From its end on: the word itself is certain now.
  desk.state.set({
    selection: null,
    selectionOrigin: null,
    caret: { turn: last.turn.id, offset: last.found.at(-1)!.from },
  })
  nextUncertain(desk)
}

/** Underlines uncertain words while they are to be shown. */
export const paintUncertain = (desk: Desk, painter: Painter): (() => void) => {
  const store = toolsOf(desk)
  const overlay = painter.overlay('desk-uncertain', 4, turn =>
    store.get().uncertain ? uncertainIn(desk, desk.index.turn(turn)) : [],
  )
  let { confirmed } = desk.facts.get()
  const disposers = [
    store.subscribe(() => overlay.redraw()),
    desk.facts.subscribe(() => {
      if (desk.facts.get().confirmed === confirmed) return
      ;({ confirmed } = desk.facts.get())
      if (store.get().uncertain) overlay.redraw()
    }),
    () => overlay.remove(),
  ]
  return () => {
    for (const dispose of disposers) dispose()
  }
}
