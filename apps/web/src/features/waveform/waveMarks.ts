import { codesOf } from '../coding/codesOf.ts'
import type { Desk } from '../desk/desk.ts'
import type { WaveMark } from './createWaveform.ts'

const TRACKS = 4

/** Every highlight with a time as a mark, packed into a few tracks; what is crowded shares the last one. */
export const waveMarks = (desk: Desk, dark: boolean): WaveMark[] => {
  const { ontology } = desk.facts.get()
  const { hidden, onlyCode } = desk.state.get()
  const lightness = dark ? 0.72 : 0.62
  const ends: number[] = []
  return [...desk.annotations.values()]
    .filter(({ highlight, member }) => highlight.anchor.from >= 0 && !hidden.has(member))
    .sort((a, b) => a.highlight.anchor.from - b.highlight.anchor.from)
    .flatMap(annotation => {
      const codes = codesOf(ontology, annotation)
      const thematic = codes.find(code => code.kind === 'thematic')
      if (codes.length > 0 && !thematic) return []
      if (onlyCode !== null && !codes.some(code => code.id === onlyCode)) return []
      const { from, to } = annotation.highlight.anchor
      let track = ends.findIndex(end => end <= from)
      if (track < 0) track = Math.min(ends.length, TRACKS - 1)
      ends[track] = Math.max(to, ends[track] ?? 0)
      return {
        key: annotation.key,
        from: from / 1000,
        to: Math.max(from, to) / 1000,
        colour: thematic
          ? `oklch(from ${thematic.colour} ${lightness} 0.13 h)`
          : dark
            ? '#88847c'
            : '#a39c90',
        track,
      }
    })
}
