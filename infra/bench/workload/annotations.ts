import {
  addHighlight,
  createAnchor,
  type TextSpan,
  type Timing,
  type TranscriptIndex,
} from '@polyphony/document'
import * as Y from 'yjs'
import { seededRandom } from './longTranscript.ts'

/** A passage of three to forty words somewhere in the transcript; one in twenty goes on into the next turn. */
export const randomSpan = (index: TranscriptIndex, random: () => number): TextSpan => {
  for (;;) {
    const position = Math.floor(random() * (index.order.length - 1))
    const turn = index.order[position]!
    const offset = turn.text.indexOf(' ', Math.floor(random() * turn.text.length * 0.8)) + 1
    const length = 15 + Math.floor(random() * 185)
    const next = index.order[position + 1]!
    if (random() < 0.05 && next.text.length > 30)
      return { start: { turn: turn.id, offset }, end: { turn: next.id, offset: 30 } }
    const end = turn.text.indexOf(' ', Math.min(turn.text.length, offset + length))
    if (end > offset) return { start: { turn: turn.id, offset }, end: { turn: turn.id, offset: end } }
  }
}

/** A highlight with one coding, as the desk makes them. */
export const annotate = (layer: Y.Doc, { index, timing, codes, random, id }: AnnotateOptions): void => {
  const span = randomSpan(index, random)
  const code = codes[Math.floor(random() * codes.length)]!
  addHighlight(layer, { id, anchor: createAnchor(index, span, timing.spanTimes(span)), codes: [code] })
}

interface AnnotateOptions {
  index: TranscriptIndex
  timing: Pick<Timing, 'spanTimes'>
  codes: readonly string[]
  random: () => number
  id?: string
}

/** One person's layer with so many highlights. */
export const makeLayer = (
  options: Omit<AnnotateOptions, 'random' | 'id'> & { highlights: number; seed: number },
): Y.Doc => {
  const random = seededRandom(options.seed)
  const layer = new Y.Doc()
  // One after the other, as people work: one transaction would be a little smaller.
  for (let i = 0; i < options.highlights; i++) annotate(layer, { ...options, random })
  return layer
}
