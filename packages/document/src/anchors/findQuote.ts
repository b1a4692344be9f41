import type { TranscriptIndex, Turn } from '../transcript/TranscriptIndex.ts'
import type { Anchor, TextPoint, TextSpan } from '../types.ts'
import { compact, endsOf, hashQuote, isAbridged } from './quote.ts'

/** How far from its place a quote is looked for, in characters without white space; anywhere if it is long. */
const NEAR = 1_500
/** A quote of so many characters without white space hardly occurs twice by chance. */
const LONG = 24
/** More occurrences than this are not weighed. */
const MAX_OCCURRENCES = 200

/** The whole transcript without white space, and where each turn begins in it. */
interface CompactText {
  revision: number
  text: string
  starts: number[]
}

const texts = new WeakMap<TranscriptIndex, CompactText>()
const turns = new WeakMap<Turn, string>()

const compactTurn = (turn: Turn): string => {
  const known = turns.get(turn)
  if (known !== undefined) return known
  const text = compact(turn.text)
  turns.set(turn, text)
  return text
}

const compactText = (index: TranscriptIndex): CompactText => {
  const known = texts.get(index)
  if (known?.revision === index.revision) return known
  const starts: number[] = []
  let length = 0
  const pieces = index.order.map(turn => {
    const piece = compactTurn(turn)
    starts.push(length)
    length += piece.length
    return piece
  })
  const made = { revision: index.revision, text: pieces.join(''), starts }
  texts.set(index, made)
  return made
}

const toCompact = (index: TranscriptIndex, { turn, offset }: TextPoint): number =>
  (compactText(index).starts[index.position(turn)] ?? 0) +
  compact(index.turn(turn)?.text.slice(0, offset) ?? '').length

/** The point of the `at`th character that is not white space: before it, or after it for an end. */
const fromCompact = (index: TranscriptIndex, at: number, isEnd: boolean): TextPoint => {
  const { starts } = compactText(index)
  const character = isEnd ? at - 1 : at
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= character) low = middle
    else high = middle - 1
  }
  const turn = index.order[low]!
  let left = character - starts[low]!
  let offset = 0
  for (; offset < turn.text.length; offset++) {
    if (/\s/.test(turn.text[offset]!)) continue
    if (left-- === 0) break
  }
  return { turn: turn.id, offset: isEnd ? offset + 1 : offset }
}

/** Ranges of the compact text that read as the anchor's quote. */
const occurrences = (text: string, anchor: Anchor): { from: number; to: number }[] => {
  const [head, tail] = endsOf(anchor).map(compact) as [string, string]
  const found: { from: number; to: number }[] = []
  // Nothing to look for; and an empty tail would be found at the text's end for ever.
  if (head === '' || (isAbridged(anchor) && tail === '')) return found
  for (
    let from = text.indexOf(head);
    from >= 0 && found.length < MAX_OCCURRENCES;
    from = text.indexOf(head, from + 1)
  ) {
    if (!isAbridged(anchor)) {
      found.push({ from, to: from + head.length })
      continue
    }
    const limit = from + anchor.quoteLength
    let tries = 0
    for (
      let at = text.indexOf(tail, from + head.length);
      at >= 0 && tries < MAX_OCCURRENCES;
      at = text.indexOf(tail, at + 1)
    ) {
      const to = at + tail.length
      if (to > limit) break
      tries++
      if (anchor.quoteHash === undefined || hashQuote(text.slice(from, to)) === anchor.quoteHash) {
        found.push({ from, to })
        break
      }
    }
  }
  return found
}

/**
 * Looks for an anchor's quote near the passage where its positions point (or anywhere when they point nowhere), and
 * answers only when it can be trusted to be the same words and not others that read alike: by their neighbours, by
 * lying at the very place, or by being long and the only ones.
 */
export const findQuote = (
  index: TranscriptIndex,
  anchor: Anchor,
  expected: TextSpan | null,
): TextSpan | null => {
  const { text } = compactText(index)
  const prefix = compact(anchor.prefix)
  const suffix = compact(anchor.suffix)
  const contextSize = prefix.length + suffix.length
  const place = expected && { from: toCompact(index, expected.start), to: toCompact(index, expected.end) }
  const found = occurrences(text, anchor)
  const candidates = found
    .map(({ from, to }) => ({
      from,
      to,
      distance: place ? Math.max(0, from - place.to, place.from - to) : 0,
      inContext: contextSize >= 4 && text.endsWith(prefix, from) && text.startsWith(suffix, to),
    }))
    .filter(({ from, to, distance, inContext }) => {
      const unique = found.length === 1
      const long = to - from >= LONG
      if (!place) return unique && (long || inContext)
      if (distance === 0) return true
      return distance <= NEAR ? inContext || long : long && (unique || inContext)
    })
    .sort((a, b) => Number(b.inContext) - Number(a.inContext) || a.distance - b.distance)
  const best = candidates[0]
  return best ? { start: fromCompact(index, best.from, false), end: fromCompact(index, best.to, true) } : null
}
