import type { Code } from '@polyphony/ontology'

/** What the colours of brackets and tints say: which code, or whose. */
export type ColourBy = 'code' | 'person'

/** A highlight without a code, or somebody without a colour. */
export const PLAIN = '#a8a29a'

/** A colour as it can be painted; another string is no colour. */
const paintable = (colour: string | undefined): string =>
  colour && /^#[0-9a-f]{6}$/i.test(colour) ? colour.toLowerCase() : PLAIN

/** The colours of a highlight: one for each of its codes, or its author's. `codes` are its thematic ones. */
export const coloursOf = (
  by: ColourBy,
  codes: readonly Code[],
  author: { colour: string } | undefined,
): string[] => {
  if (by === 'person') return [paintable(author?.colour)]
  return codes.length > 0 ? [...new Set(codes.map(code => code.colour))] : [PLAIN]
}

const STORAGE_KEY = 'polyphony-colour-by'

/** How this browser colours, in all conversations. */
export const readColourBy = (): ColourBy => {
  try {
    return localStorage.getItem(STORAGE_KEY) === 'person' ? 'person' : 'code'
  } catch {
    return 'code'
  }
}

export const keepColourBy = (by: ColourBy): void => {
  try {
    localStorage.setItem(STORAGE_KEY, by)
  } catch (error) {
    // Storage may be full or forbidden: the choice holds for as long as the page is open.
    console.warn('The choice of colours was not kept.', error)
  }
}
