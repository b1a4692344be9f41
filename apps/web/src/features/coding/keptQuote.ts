import type { Anchor } from '@polyphony/document'

/** The words an anchor keeps, for people: of a long quote its beginning and its end. */
export const keptQuote = ({ quote, quoteLength }: Pick<Anchor, 'quote' | 'quoteLength'>): string =>
  quoteLength > quote.length
    ? `${quote.slice(0, quote.length / 2).trimEnd()} … ${quote.slice(quote.length / 2).trimStart()}`
    : quote
