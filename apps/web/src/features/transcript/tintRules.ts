import { TURN_TEXT } from './textNodes.ts'

/** Beyond so many layers of one colour a further one would not be seen. */
export const MAX_DEPTH = 3

/** Lightness, chroma and strength: tints lie over each other, and none takes the paper beyond this lightness. */
const LOOKS = [
  ['light', 0.78, 0.15, 0.38],
  ['dark', 0.45, 0.11, 0.55],
] as const

export const tintName = (colour: string, depth: number): string => `tint-${colour.slice(1)}-${depth}`

/** Names the tints that a paragraph has, each followed by its depth. */
export const TINTS = 'data-tints'

/**
 * Style rules of the tints. Each holds only for paragraphs that say they have it, and uses no variables: else the
 * browser would work out every tint for every paragraph it lays out, which took most of each frame of scrolling.
 */
export const tintRules = (colours: Iterable<string>): string =>
  [...colours]
    .flatMap(colour =>
      LOOKS.map(([scheme, lightness, chroma, strength]) => {
        const names = Array.from(
          { length: MAX_DEPTH },
          (_, depth) =>
            `:root[data-mantine-color-scheme='${scheme}'] [${TINTS}~='${tintName(colour, depth)}']::highlight(${tintName(colour, depth)})`,
        )
        return `${names.join(', ')} { background-color: oklch(from ${colour} ${lightness} min(c, ${chroma}) h / ${strength}) }`
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
