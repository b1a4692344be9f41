import type { TranscriptIndex } from '../transcript/TranscriptIndex.ts'
import type { Anchor, TextPoint, TextSpan } from '../types.ts'
import { endsOf, isAbridged } from './quote.ts'
import { similarity } from './similarity.ts'
import { spanText } from './spanText.ts'

/** A place that reads much like an anchor's quote. */
export interface Suggestion {
  span: TextSpan
  text: string
  /** Share of characters in common, 0–1; of a long quote that of its two ends. */
  similarity: number
}

/** From this on a place is worth showing to somebody, who decides. */
const WORTH_SHOWING = 0.6
/** Share of the quote's words that a place must hold to be looked at closely. */
const WORDS_IN_COMMON = 0.5
/** The best so many places are looked at closely. */
const CLOSELY = 8
/** How much more text than an end of a quote has is compared with it. */
const END_STRETCH = 1.3
/** How much longer than the quote a passage may have become. */
const STRETCH = 1.6

/** Words, and single characters of scripts that do not separate words. */
const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu

interface Token {
  folded: string
  /** Place of its turn in the order. */
  turn: number
  from: number
  to: number
}

const tokensOf = (text: string, turn: number): Token[] =>
  [...text.matchAll(TOKEN)].map(({ 0: word, index }) => ({
    folded: word.toLowerCase(),
    turn,
    from: index,
    to: index + word.length,
  }))

const known = new WeakMap<TranscriptIndex, { revision: number; tokens: Token[] }>()

const tokensOfTranscript = (index: TranscriptIndex): Token[] => {
  const before = known.get(index)
  if (before?.revision === index.revision) return before.tokens
  const tokens = index.order.flatMap(({ text }, turn) => tokensOf(text, turn))
  known.set(index, { revision: index.revision, tokens })
  return tokens
}

/**
 * Where windows as long as `pattern` hold most of its words, as places of their first token: the best first, no two
 * that overlap. One pass: what enters and leaves the window is counted.
 */
const likeliest = (tokens: readonly Token[], pattern: readonly string[], from = 0, to = tokens.length) => {
  const missing = new Map<string, number>()
  for (const word of pattern) missing.set(word, (missing.get(word) ?? 0) + 1)
  const length = pattern.length
  const found: { at: number; held: number }[] = []
  let held = 0
  for (let i = from; i < to; i++) {
    const entering = missing.get(tokens[i]!.folded)
    if (entering !== undefined) {
      if (entering > 0) held++
      missing.set(tokens[i]!.folded, entering - 1)
    }
    if (i - length >= from) {
      const word = tokens[i - length]!.folded
      const leaving = missing.get(word)
      if (leaving !== undefined) {
        if (leaving >= 0) held--
        missing.set(word, leaving + 1)
      }
    }
    if (held >= length * WORDS_IN_COMMON) found.push({ at: Math.max(from, i - length + 1), held })
  }
  const apart: { at: number; held: number }[] = []
  for (const one of found.sort((a, b) => b.held - a.held || a.at - b.at)) {
    if (apart.length >= CLOSELY) break
    if (apart.every(({ at }) => Math.abs(at - one.at) >= length / 2)) apart.push(one)
  }
  return apart.map(({ at }) => at)
}

/** Places of the words of a pattern in and around a window: a passage may begin or end at any of them. */
const edges = (tokens: readonly Token[], at: number, pattern: readonly string[]): number[] => {
  const slack = Math.ceil(pattern.length / 2)
  const places: number[] = []
  const end = Math.min(tokens.length, at + pattern.length + slack)
  for (let i = Math.max(0, at - slack); i < end; i++) if (pattern.includes(tokens[i]!.folded)) places.push(i)
  return places
}

/**
 * The place in a transcript that reads most like an anchor's quote: for an orphan, so that its author may put it back
 * there. Unlike `resolveAnchor` it need not be sure, for a person decides; among equals it takes the one nearest to
 * `near`. Null where nothing is similar enough. Long quotes are kept by their two ends: the first is looked for, then
 * the second behind it.
 */
export const suggestPlace = (
  index: TranscriptIndex,
  anchor: Anchor,
  near: TextPoint | null = null,
): Suggestion | null => {
  const tokens = tokensOfTranscript(index)
  const abridged = isAbridged(anchor)
  const [head, tail] = endsOf(anchor).map(end => tokensOf(end, 0).map(({ folded }) => folded)) as [
    string[],
    string[],
  ]
  // Where a quote was abridged, a word was probably cut.
  if (abridged) {
    head.pop()
    tail.shift()
  }
  if (head.length === 0) return null
  const nearTurn = near === null ? -1 : index.position(near.turn)

  let best: (Suggestion & { distance: number }) | null = null
  const consider = (from: number, to: number, alike: (text: string) => number) => {
    const span = {
      start: { turn: index.order[tokens[from]!.turn]!.id, offset: tokens[from]!.from },
      end: { turn: index.order[tokens[to]!.turn]!.id, offset: tokens[to]!.to },
    }
    const text = spanText(index, span)
    if (text.length > anchor.quoteLength * STRETCH + 8) return
    const found = alike(text)
    if (found < WORTH_SHOWING) return
    const distance = nearTurn < 0 ? 0 : Math.abs(tokens[from]!.turn - nearTurn)
    if (!best || found > best.similarity || (found === best.similarity && distance < best.distance))
      best = { span, text, similarity: found, distance }
  }
  const [begins, ends] = endsOf(anchor)
  /** Text from a token on, or up to one, about as long as an end of the quote. */
  const textFrom = (at: number, length: number) => {
    const { turn, from } = tokens[at]!
    return index.order[turn]!.text.slice(from, from + length * END_STRETCH)
  }
  const textTo = (at: number, length: number) => {
    const { turn, to } = tokens[at]!
    return index.order[turn]!.text.slice(Math.max(0, to - length * END_STRETCH), to)
  }
  const closest = (places: readonly number[], alike: (at: number) => number) =>
    places
      .map(at => ({ at, alike: alike(at) }))
      .reduce((a, b) => (b.alike > a.alike ? b : a), { at: -1, alike: 0 })

  for (const at of likeliest(tokens, head)) {
    const starts = edges(tokens, at, head)
    if (!abridged) {
      for (const from of starts)
        for (const to of starts) if (from <= to) consider(from, to, text => similarity(anchor.quote, text))
      continue
    }
    // Of a long quote each end is known by itself.
    const start = closest(starts, from => similarity(begins, textFrom(from, begins.length)))
    // A word of speech is hardly ever shorter than three characters, its space included.
    const last = Math.min(tokens.length, at + Math.ceil((anchor.quoteLength * STRETCH) / 3))
    for (const behind of likeliest(tokens, tail, at + 1, last).slice(0, 3)) {
      const end = closest(edges(tokens, behind, tail), to => similarity(ends, textTo(to, ends.length)))
      if (start.at >= 0 && end.at > start.at) consider(start.at, end.at, () => (start.alike + end.alike) / 2)
    }
  }
  return best
}
