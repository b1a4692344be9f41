import { TURN_TEXT } from './textNodes.ts'
import { MAX_TRACKS } from './underlineTracks.ts'

/** Beyond so many layers of one colour a further one would not be seen. */
export const MAX_DEPTH = 3

/**
 * Lightness, chroma and strength of tints, which lie over each other, and none takes the paper beyond this lightness;
 * then the lightness of the lines under what overlaps.
 */
const LOOKS = [
  ['light', 0.84, 0.12, 0.5, 0.62],
  ['dark', 0.45, 0.11, 0.55, 0.68],
] as const

/** Below the letters, and how far apart lines under each other are, pixels. */
const LINE_FROM = 4
const LINE_STEP = 3

export const tintName = (colour: string, depth: number): string => `tint-${colour.slice(1)}-${depth}`

/** A line under the words, on one of the tracks. */
export const lineName = (colour: string, track: number): string => `line-${colour.slice(1)}-${track}`

/** Names the tints and lines that a paragraph has, each followed by its depth or track. */
export const TINTS = 'data-tints'

/**
 * Style rules of the tints. Each holds only for paragraphs that say they have it, and uses no variables: else the
 * browser would work out every tint for every paragraph it lays out, which took most of each frame of scrolling.
 */
export const tintRules = (colours: Iterable<string>): string =>
  [...colours]
    .flatMap(colour =>
      LOOKS.flatMap(([scheme, lightness, chroma, strength, line]) => {
        const select = (name: string) =>
          `:root[data-mantine-color-scheme='${scheme}'] [${TINTS}~='${name}']::highlight(${name})`
        const tints = Array.from({ length: MAX_DEPTH }, (_, depth) => select(tintName(colour, depth)))
        const lines = Array.from(
          { length: MAX_TRACKS },
          (_, track) =>
            `${select(lineName(colour, track))} { text-decoration: underline 2px oklch(from ${colour} ${line} min(c, 0.14) h); text-underline-offset: ${LINE_FROM + LINE_STEP * track}px; text-decoration-skip-ink: none }`,
        )
        return [
          `${tints.join(', ')} { background-color: oklch(from ${colour} ${lightness} min(c, ${chroma}) h / ${strength}) }`,
          ...lines,
        ]
      }),
    )
    .join('\n')

/** What others have selected, underlined in their colour. */
export const peerName = (colour: string): string => `peer-${colour.slice(1)}`

export const peerRules = (colours: Iterable<string>): string =>
  [...colours]
    .map(
      colour =>
        `[${TURN_TEXT}]::highlight(${peerName(colour)}) { text-decoration: underline 3px oklch(from ${colour} 0.66 0.13 h / 0.8); text-underline-offset: 4px; text-decoration-skip-ink: none }`,
    )
    .join('\n')
