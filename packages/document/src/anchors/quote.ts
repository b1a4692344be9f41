/** Characters kept of each end of a long quote. */
const END_LENGTH = 24
/** Longest prefix and suffix. */
const MAX_CONTEXT = 16
/** A quote with its context is about so long: a short quote needs its neighbours to be told from others like it. */
const WITH_CONTEXT = 56

export interface Quote {
  quote: string
  quoteLength: number
  quoteHash?: number
}

/** A quote as it is stored: whole when short, else its two ends, its length and a hash of it. */
export const abridge = (text: string): Quote =>
  text.length <= 2 * END_LENGTH
    ? { quote: text, quoteLength: text.length }
    : {
        quote: text.slice(0, END_LENGTH) + text.slice(-END_LENGTH),
        quoteLength: text.length,
        quoteHash: hashQuote(text),
      }

/** How many characters of context a quote of this length is stored with, on each side. */
export const contextLength = (quoteLength: number): number =>
  Math.min(MAX_CONTEXT, Math.max(0, Math.floor((WITH_CONTEXT - quoteLength) / 2)))

export const isAbridged = ({ quote, quoteLength }: Quote): boolean => quoteLength > quote.length

/** The two kept ends of an abridged quote; the same whole quote twice when it is not abridged. */
export const endsOf = (quote: Quote): [head: string, tail: string] =>
  isAbridged(quote)
    ? [quote.quote.slice(0, quote.quote.length / 2), quote.quote.slice(quote.quote.length / 2)]
    : [quote.quote, quote.quote]

/**
 * Text without white space. Quotes are compared this way: splitting or joining turns, or a space typed twice, changes
 * no word.
 */
export const compact = (text: string): string => text.replace(/\s+/g, '')

const isWideSpace = (code: number): boolean => /\s/.test(String.fromCharCode(code))

/** FNV-1a over UTF-16 units that are not white space, cut to 31 bits (which Yjs stores in five bytes). */
export const hashQuote = (text: string): number => {
  // Kept a 32-bit integer throughout: twice as fast.
  let hash = 0x811c9dc5 | 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code <= 32) continue
    if (code >= 0xa0 && isWideSpace(code)) continue
    hash = Math.imul(hash ^ code, 0x01000193)
  }
  return hash & 0x7fffffff
}

/** Whether a text is what was quoted, white space aside. */
export const isQuoted = (quote: Quote, text: string): boolean => {
  if (!isAbridged(quote)) return text === quote.quote || compact(text) === compact(quote.quote)
  if (quote.quoteHash !== undefined) return hashQuote(text) === quote.quoteHash
  const [head, tail] = endsOf(quote)
  return text.length === quote.quoteLength && text.startsWith(head) && text.endsWith(tail)
}
