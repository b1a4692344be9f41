import { formatColour } from '@polyphony/ontology'

/** Hues at the lightness and strength that the codebook gives its own colours. */
export const SWATCHES = [265, 290, 310, 350, 12, 28, 45, 70, 88, 120, 150, 170, 190, 210, 230, 250].map(h =>
  formatColour({ l: 0.7, c: 0.13, h }),
)
