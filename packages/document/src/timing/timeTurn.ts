import type { SourceWords } from '../sourceWords.ts'
import { alignWords, wordsOf } from './alignWords.ts'

/** The words of a turn with their times in milliseconds. */
export interface TimedTurn {
  from: number[]
  to: number[]
  /** False when neither the turn nor its neighbours know a time; `start` and `end` are -1 then. */
  timed: boolean
  start: number[]
  end: number[]
  /** For each source word of the turn's range, the index of the word that stands for it; -1 when it was deleted. */
  wordOfSource: number[]
  /** For each word, the first source word (index into all) at or after it. */
  sourceOfWord: number[]
}

/** A point on the time line of a turn: so many characters in, so many milliseconds. */
interface Knot {
  at: number
  time: number
}

/**
 * Times for the words of a text that stands for the source words `first` to `end` (exclusive). A word that has a
 * source word takes its times; what has none shares the time between its neighbours by length.
 */
export const timeTurn = (text: string, source: SourceWords, first: number, end: number): TimedTurn => {
  const ranges = wordsOf(text)
  const words = ranges.map(({ from, to }) => text.slice(from, to))
  const alignments = alignWords(words, source.text.slice(first, end))

  const start = words.map(() => -1)
  const stop = words.map(() => -1)
  const wordOfSource = Array.from({ length: end - first }, () => -1)
  const sourceOfWord = words.map(() => end)
  for (const {
    words: [from, to],
    source: [sourceFrom, sourceTo],
  } of alignments) {
    for (let i = from; i < to; i++) {
      sourceOfWord[i] = first + sourceFrom + Math.floor(((i - from) * (sourceTo - sourceFrom)) / (to - from))
    }
    if (from === to || sourceFrom === sourceTo) continue
    for (let i = sourceFrom; i < sourceTo; i++) {
      // Several source words for several words: in proportion.
      wordOfSource[i] = from + Math.floor(((i - sourceFrom) * (to - from)) / (sourceTo - sourceFrom))
    }
    start[from] = source.start[first + sourceFrom]!
    stop[to - 1] = source.end[first + sourceTo - 1]!
  }

  const before = lastKnown(source, first)
  const after = firstKnown(source, end)
  const knots: Knot[] = []
  for (const [i, { from, to }] of ranges.entries()) {
    if (start[i]! >= 0) knots.push({ at: from, time: start[i]! })
    if (stop[i]! >= 0) knots.push({ at: to, time: stop[i]! })
  }
  // Neighbouring turns bound what has no time at the edges; people talk over each other, so they may overlap.
  const own = { first: knots[0]?.time ?? Infinity, last: knots.at(-1)?.time ?? 0 }
  if (before >= 0) knots.unshift({ at: -1, time: Math.min(before, own.first) })
  if (after >= 0) knots.push({ at: text.length + 1, time: Math.max(after, own.last) })

  return {
    from: ranges.map(({ from }) => from),
    to: ranges.map(({ to }) => to),
    timed: knots.length > 0,
    start: ranges.map(({ from }) => timeOf(knots, from)),
    end: ranges.map(({ to }) => timeOf(knots, to)),
    wordOfSource,
    sourceOfWord,
  }
}

const lastKnown = ({ end, start }: SourceWords, before: number): number => {
  for (let i = before - 1; i >= 0; i--) {
    const time = end[i]! >= 0 ? end[i]! : start[i]!
    if (time >= 0) return time
  }
  return -1
}

const firstKnown = ({ start, end }: SourceWords, from: number): number => {
  for (let i = from; i < start.length; i++) {
    const time = start[i]! >= 0 ? start[i]! : end[i]!
    if (time >= 0) return time
  }
  return -1
}

/** Time at a character: known, or in proportion between the known ones on its two sides. */
const timeOf = (knots: readonly Knot[], at: number): number => {
  let low = 0
  let high = knots.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (knots[middle]!.at < at) low = middle + 1
    else high = middle
  }
  const left = knots[low - 1]
  const right = knots[low]
  if (right?.at === at || !left) return right?.time ?? -1
  if (!right) return left.time
  return Math.round(left.time + ((right.time - left.time) * (at - left.at)) / (right.at - left.at))
}
