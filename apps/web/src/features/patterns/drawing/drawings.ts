import type { Sheet } from '../sheet.ts'
import { type Drawing, drawMatrix } from './drawMatrix.ts'
import { drawSaturation, type SaturationBar } from './drawSaturation.ts'
import { drawStretches } from './drawStretches.ts'
import type { Inks } from './inks.ts'
import type { StretchRow } from './layStretches.ts'

/** What is to be drawn. */
export type Picture =
  | { kind: 'matrix'; sheet: Sheet; legend: string; format: (value: number) => string }
  | {
      kind: 'stretches'
      rows: StretchRow[]
      axis: { label: string; end: number; format: (value: number) => string }
    }
  | { kind: 'saturation'; steps: SaturationBar[]; words: { fresh: string; known: string; axis: string } }

/** Draws with Observable Plot; this file is fetched when the first picture is looked at. */
export const drawPicture = (picture: Picture, inks: Inks): Drawing => {
  const drawing = draw(picture, inks)
  // A picture has one name; those of its parts ("cell", "frame") say nothing, and are not allowed there.
  for (const part of drawing.svg.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label')
  return drawing
}

const draw = (picture: Picture, inks: Inks): Drawing => {
  switch (picture.kind) {
    case 'matrix':
      return drawMatrix(picture.sheet, picture, inks)
    case 'stretches':
      return drawStretches(picture.rows, picture.axis, inks)
    case 'saturation':
      return drawSaturation(picture.steps, picture.words, inks)
  }
}

export { composePicture } from './picture.ts'
