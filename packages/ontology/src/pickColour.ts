import type { Code, CodeKind, Ontology } from './code.ts'
import { countRecordedUnder, livingUnder } from './codesIndex.ts'
import { formatColour, hueDistance, parseColour } from './oklch.ts'
import { findCode } from './resolveCode.ts'
import { parentOf } from './tree.ts'

/** Lightness and chroma of a code's swatch: clear on paper and on dark, and equal, so that no code shouts. */
const SWATCH = { l: 0.7, c: 0.13 }
/** The guide's sections recede: they are the frame, not the picture. */
const STRUCTURAL = formatColour({ l: 0.68, c: 0.02, h: 80 })
/** Hues for themes, in the order they are given out: blue, green, coral, violet, gold, teal, rose. */
const THEME_HUES = [265, 150, 28, 310, 88, 190, 350, 120, 230, 58]
/** Successive hues that never come close to each other for long, in degrees. */
const GOLDEN_ANGLE = 137.5
/** So many themes, and their hues cannot be told apart any more. */
const CROWDED = 72
/** Hues of narrower codes, as steps from their parent's: near enough to belong, far enough to tell. */
const STEPS = [-15, 16, -33, 34, -55, 52, -24, 25, -44, 43, -8, 8]

/** Lightness of the parts of one code, as steps from a swatch's. */
const PARTS = [0.04, -0.12, 0.12, -0.04]

/** Living thematic codes under `parent`, in no order. */
const thematicUnder = (ontology: Ontology, parent: string | null): Code[] =>
  livingUnder(ontology, parent).filter(code => code.kind === 'thematic')

const hueOf = (code: Code): number => parseColour(code.colour).h

/** The candidate furthest from the hues in use; of equals, the first. */
const clearest = (candidates: number[], used: number[]): number => {
  const room = (hue: number) => Math.min(180, ...used.map(other => hueDistance(hue, other)))
  // A candidate with room enough is taken in its order; only a crowded circle is searched for its widest gap.
  const ample = candidates.find(hue => room(hue) >= 14)
  return ample ?? candidates.reduce((best, hue) => (room(hue) > room(best) + 0.5 ? hue : best))
}

const near = (ontology: Ontology, hue: number, parent: string | null): string => {
  const candidates = STEPS.map(step => (hue + step + 360) % 360)
  const recorded = countRecordedUnder(ontology, 'thematic', parent)
  // Of very many siblings it matters not which live: looking at all of them for each new one would take minutes.
  const used = recorded > CROWDED ? [] : thematicUnder(ontology, parent)
  const count = recorded > CROWDED ? recorded : used.length
  const round = Math.floor(count / STEPS.length)
  // Many siblings share few hues: those of a later round differ in lightness instead.
  const h = round === 0 ? clearest(candidates, used.map(hueOf)) : candidates[count % STEPS.length]!
  return formatColour({ ...SWATCH, l: SWATCH.l + [0, -0.07, 0.06][round % 3]!, h })
}

/** A colour for a new code, `#rrggbb`: far from the other themes for a theme, close to its parent for a narrower code. */
export const pickColour = (ontology: Ontology, place: { parent: string | null; kind: CodeKind }): string => {
  if (place.kind === 'structural') return STRUCTURAL
  const parent = place.parent === null ? undefined : findCode(ontology, place.parent)
  if (parent) return near(ontology, hueOf(parent), parent.id)
  // A circle this crowded has no gap to find.
  const recorded = countRecordedUnder(ontology, 'thematic', null)
  if (recorded >= CROWDED) return formatColour({ ...SWATCH, h: (recorded * GOLDEN_ANGLE + 265) % 360 })
  const themes = thematicUnder(ontology, null)
  const used = themes.map(hueOf)
  const gaps = Array.from({ length: 72 }, (_, i) => (i * GOLDEN_ANGLE + 265) % 360)
  const free = THEME_HUES.filter(hue => used.every(other => hueDistance(hue, other) >= 18))
  return formatColour({ ...SWATCH, h: free[0] ?? clearest(gaps, used) })
}

/**
 * A colour for a code that was one with another: near it, and clear of its siblings. `part` counts those that came of it
 * before: they are told apart side by side, so each is lighter or darker as well.
 */
export const colourBeside = (ontology: Ontology, code: Code, part: number): string => {
  if (code.kind === 'structural') return STRUCTURAL
  const colour = parseColour(near(ontology, hueOf(code), parentOf(ontology, code)?.id ?? null))
  return formatColour({ ...colour, l: SWATCH.l + PARTS[part % PARTS.length]! })
}

/** A colour as a background behind text, for light and dark pages, `#rrggbb` each. */
export const tintOf = (colour: string): { light: string; dark: string } => {
  const { c, h } = parseColour(colour)
  return {
    light: formatColour({ l: 0.9, c: Math.min(c, 0.06), h }),
    dark: formatColour({ l: 0.36, c: Math.min(c, 0.07), h }),
  }
}
