import type { Anchor } from '@polyphony/document'

/** The words an anchor keeps, for people: of a long quote its beginning and its end, without the words that were cut. */
export const keptQuote = ({ quote, quoteLength }: Pick<Anchor, 'quote' | 'quoteLength'>): string => {
  if (quoteLength <= quote.length) return quote
  const [head, tail] = [quote.slice(0, quote.length / 2), quote.slice(quote.length / 2)]
  return `${head.replace(/\s+\S*$/, '')} … ${tail.replace(/^\S*\s+/, '')}`
}
