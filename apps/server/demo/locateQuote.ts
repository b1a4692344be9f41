/** A passage of turns: indexes of turns, offsets in their texts, `end` exclusive. */
export interface QuotedSpan {
  start: { turn: number; offset: number }
  end: { turn: number; offset: number }
}

/**
 * Where a quote of the demo's annotations stands. A quote that goes on in the next turn has a line break there: it runs
 * to the end of the turn it begins in, and from the beginning of the one it ends in.
 * @param texts the texts of all turns
 * @throws when the words are not there, or stand there twice
 */
export const locateQuote = (texts: readonly string[], turn: number, quote: string): QuotedSpan => {
  const parts = quote.split('\n')
  const first = parts[0]!
  const last = parts.at(-1)!
  const text = texts[turn] ?? ''
  const offset = text.indexOf(first)
  const end = {
    turn: turn + parts.length - 1,
    offset: parts.length === 1 ? offset + first.length : last.length,
  }
  const found =
    offset >= 0 &&
    text.indexOf(first, offset + 1) < 0 &&
    (parts.length === 1 || text.endsWith(first)) &&
    parts.slice(1, -1).every((part, i) => texts[turn + 1 + i] === part) &&
    (parts.length === 1 || texts[end.turn]?.startsWith(last) === true)
  if (!found) throw new Error(`turn ${turn} does not hold exactly once: “${quote}”`)
  return { start: { turn, offset }, end }
}
