import type { SourceWords } from '../sourceWords.ts'
import type { TranscriptIndex, Turn } from '../transcript/TranscriptIndex.ts'
import type { TextPoint, TextSpan } from '../types.ts'
import { type TimedTurn, timeTurn } from './timeTurn.ts'

/** The times of a transcript, computed from the source words. All in milliseconds. */
export interface Timing {
  /** When a place is spoken; null where no time is known. */
  timeAt(point: TextPoint): number | null
  /** The place spoken at a time, or the last one before it; null before the first word. */
  pointAt(ms: number): TextPoint | null
  /** The time span of a passage; -1 where unknown, as in an anchor. */
  spanTimes(span: TextSpan): { from: number; to: number }
  /** The word spoken at a time, held through short pauses; null in silence. */
  wordAt(ms: number): { turn: string; from: number; to: number } | null
  /** The words spoken between two times, by the times they begin. */
  wordsBetween(fromMs: number, toMs: number): TimedWord[]
  /** The words of a turn that stand for a source word (index into all), corrected ones too, in order. */
  wordsOf(turn: string): { from: number; to: number; source: number }[]
  /** The first source word spoken at or after a place: what a turn split off there begins with. */
  sourceWordAt(point: TextPoint): number
}

/** A word of a turn, from `from` to `to` in UTF-16 units, and when it is spoken. */
export interface TimedWord {
  turn: string
  from: number
  to: number
  text: string
  /** Milliseconds. */
  start: number
  end: number
}

/** A word stays the spoken one through pauses of so many milliseconds. */
const HOLD = 500
/** A word that began earlier than so many milliseconds ago is over. */
const LONGEST_WORD = 10_000

/**
 * Times by aligning each turn's current words with its source words. Alignments are kept per turn and made anew only
 * for a turn that changed, so one call serves for as long as the index does.
 */
export const timingOf = (index: TranscriptIndex, words: SourceWords): Timing => {
  const memo = new WeakMap<Turn, { end: number; timed: TimedTurn }>()
  const total = words.text.length
  /** Indices of the timed source words by their start. */
  const byStart = words.start
    .flatMap((start, i) => (start >= 0 ? [i] : []))
    .sort((a, b) => words.start[a]! - words.start[b]!)
  let ranges = { revision: -1, firsts: [] as number[] }

  /** First source word of each turn; never falling, whatever a document says. */
  const firsts = (): number[] => {
    if (ranges.revision === index.revision && ranges.firsts.length === index.order.length)
      return ranges.firsts
    let highest = 0
    ranges = {
      revision: index.revision,
      firsts: index.order.map(({ firstSourceWord }) => {
        highest = Math.min(total, Math.max(highest, firstSourceWord))
        return highest
      }),
    }
    return ranges.firsts
  }

  const timedAt = (position: number): TimedTurn | null => {
    const turn = index.order[position]
    if (!turn) return null
    const first = firsts()[position]!
    const end = firsts()[position + 1] ?? total
    const known = memo.get(turn)
    if (known?.end === end) return known.timed
    const timed = timeTurn(turn.text, words, first, end)
    memo.set(turn, { end, timed })
    return timed
  }

  /** The last source word that begins at or before a time; -1 when none does. */
  const sourceAt = (ms: number): number => {
    const found = lastAtMost(byStart, i => words.start[i]!, ms)
    return found < 0 ? -1 : byStart[found]!
  }

  /** The turn a source word belongs to, and its word that stands for it (-1 when it was deleted). */
  const wordOf = (source: number) => {
    const position = lastAtMost(firsts(), first => first, source)
    const timed = timedAt(position)
    if (!timed) return null
    const word = timed.wordOfSource[source - firsts()[position]!] ?? -1
    return { turn: index.order[position]!, timed, word }
  }

  const timeAt = ({ turn, offset }: TextPoint): number | null => {
    const timed = timedAt(index.position(turn))
    if (!timed?.timed || timed.from.length === 0) return null
    const word = lastAtMost(timed.from, from => from, offset)
    if (word < 0) return timed.start[0]!
    const { from, to, start, end } = wordTimes(timed, word)
    if (offset <= to) return Math.round(start + ((end - start) * (offset - from)) / (to - from))
    return word + 1 < timed.from.length ? timed.start[word + 1]! : end
  }

  return {
    timeAt,

    pointAt(ms) {
      const source = sourceAt(ms)
      const found = source < 0 ? null : wordOf(source)
      if (!found) return null
      const { turn, timed } = found
      // Words without a source word may follow the one that has it.
      const word = lastAtMost(timed.start, start => start, ms)
      if (word < 0) return { turn: turn.id, offset: timed.from[0] ?? 0 }
      const { from, to, start, end } = wordTimes(timed, word)
      const share = end > start ? Math.min(1, (ms - start) / (end - start)) : 0
      return { turn: turn.id, offset: from + Math.min(to - from, Math.floor(share * (to - from))) }
    },

    spanTimes({ start, end }) {
      const first = timedAt(index.position(start.turn))
      const last = timedAt(index.position(end.turn))
      // A passage that begins between two words begins with the second, and ends with the one before.
      const opening = first?.from[first.to.findIndex(to => to > start.offset)] ?? start.offset
      const closing = last?.to[lastAtMost(last.from, from => from, end.offset - 1)] ?? end.offset
      const from = timeAt({ turn: start.turn, offset: Math.max(start.offset, opening) })
      const to = timeAt({ turn: end.turn, offset: Math.min(end.offset, closing) })
      return from === null || to === null ? { from: -1, to: -1 } : { from, to: Math.max(from, to) }
    },

    wordAt(ms) {
      const source = sourceAt(ms)
      const found = source < 0 ? null : wordOf(source)
      if (!found) return null
      const { turn, timed } = found
      // Words without a source word may follow the one that has it.
      const word =
        found.word < 0
          ? -1
          : Math.max(
              found.word,
              lastAtMost(timed.start, at => at, ms),
            )
      if (word < 0 || ms >= timed.end[word]! + HOLD) return null
      return { turn: turn.id, from: timed.from[word]!, to: timed.to[word]! }
    },

    wordsBetween(fromMs, toMs) {
      // Every turn that has a source word in that time, and those beside it: theirs may have no source word left.
      const positions = new Set<number>()
      const last = lastAtMost(byStart, i => words.start[i]!, toMs)
      for (let i = last; i >= 0 && words.start[byStart[i]!]! >= fromMs - LONGEST_WORD; i--) {
        const position = lastAtMost(firsts(), first => first, byStart[i]!)
        for (const near of [position - 1, position, position + 1]) positions.add(near)
      }
      const between: TimedWord[] = []
      for (const position of positions) {
        const timed = timedAt(position)
        const turn = index.order[position]
        if (!timed?.timed || !turn) continue
        for (let i = 0; i < timed.from.length; i++) {
          const { from, to, start, end } = wordTimes(timed, i)
          if (start >= toMs || Math.max(end, start + 1) <= fromMs) continue
          between.push({ turn: turn.id, from, to, text: turn.text.slice(from, to), start, end })
        }
      }
      return between.sort((a, b) => a.start - b.start)
    },

    wordsOf(turn) {
      const position = index.position(turn)
      const timed = timedAt(position)
      if (!timed) return []
      const first = firsts()[position]!
      return timed.wordOfSource.flatMap((word, i) =>
        word < 0 ? [] : [{ from: timed.from[word]!, to: timed.to[word]!, source: first + i }],
      )
    },

    sourceWordAt({ turn, offset }) {
      const position = index.position(turn)
      if (position < 0) throw new RangeError(`The transcript has no turn ${turn}.`)
      const { from, sourceOfWord } = timedAt(position)!
      const word = from.findIndex(at => at >= offset)
      return word < 0 ? (firsts()[position + 1] ?? total) : sourceOfWord[word]!
    },
  }
}

const wordTimes = (timed: TimedTurn, word: number) => ({
  from: timed.from[word]!,
  to: timed.to[word]!,
  start: timed.start[word]!,
  end: timed.end[word]!,
})

/** Index of the last element whose key is at most `value`, of elements in ascending order; -1 when none is. */
const lastAtMost = <T>(elements: readonly T[], key: (element: T) => number, value: number): number => {
  let low = 0
  let high = elements.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (key(elements[middle]!) <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}
