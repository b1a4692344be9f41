/** The colours of a picture. Sequences run in lightness, so that they are told apart without seeing hues. */
export interface Inks {
  paper: string
  ink: string
  soft: string
  line: string
  /** Of a sequence: the least and the most. */
  low: string
  high: string
  /** Words on the low and on the high part of a sequence. */
  onLow: string
  onHigh: string
  /** From this share of the most on, words are those for the high part: both are read at 4.4:1 there or better. */
  turn: number
  accent: string
}

/** The product's colours in either scheme, as `theme/tokens.css` has them; a file cannot look them up. */
export const INKS: Record<'light' | 'dark', Inks> = {
  light: {
    paper: '#fbfaf7',
    ink: '#22201c',
    soft: '#665f54',
    line: '#e2ded5',
    low: '#e9eefa',
    high: '#173a8c',
    onLow: '#0c0b0a',
    onHigh: '#ffffff',
    turn: 0.45,
    accent: '#2c5cc5',
  },
  dark: {
    paper: '#17171a',
    ink: '#e9e6df',
    soft: '#aba599',
    line: '#313138',
    low: '#232a3d',
    high: '#b4c9ff',
    onLow: '#ffffff',
    onHigh: '#000000',
    turn: 0.23,
    accent: '#8fb0ff',
  },
}

export const FONT = '"Inter Variable", Inter, system-ui, -apple-system, "Segoe UI", sans-serif'
export const TITLE_FONT = '"Source Serif 4 Variable", "Source Serif 4", Georgia, serif'
