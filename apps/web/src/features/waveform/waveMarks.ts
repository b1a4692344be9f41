import { thematicCodesOf } from '../coding/codesOf.ts'
import { coloursOf } from '../coding/colourBy.ts'
import type { Desk } from '../desk/desk.ts'
import type { WaveMark } from './createWaveform.ts'

const TRACKS = 4

/** Every highlight shown that has a time as a mark, packed into a few tracks; what is crowded shares the last one. */
export const waveMarks = (desk: Desk, dark: boolean): WaveMark[] => {
  const { ontology } = desk.facts.get()
  const { colourBy } = desk.state.get()
  const lightness = dark ? 0.72 : 0.62
  const ends: number[] = []
  return [...desk.annotations.values()]
    .filter(annotation => annotation.highlight.anchor.from >= 0 && desk.shown.showsRemark(annotation))
    .sort((a, b) => a.highlight.anchor.from - b.highlight.anchor.from)
    .map(annotation => {
      const { from, to } = annotation.highlight.anchor
      const codes = thematicCodesOf(ontology, annotation)
      const [colour] = coloursOf(colourBy, codes, desk.members.get(annotation.member))
      let track = ends.findIndex(end => end <= from)
      if (track < 0) track = Math.min(ends.length, TRACKS - 1)
      ends[track] = Math.max(to, ends[track] ?? 0)
      return {
        key: annotation.key,
        from: from / 1000,
        to: Math.max(from, to) / 1000,
        colour: `oklch(from ${colour} ${lightness} min(c, 0.13) h)`,
        track,
      }
    })
}
