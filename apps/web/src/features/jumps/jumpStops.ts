import type { TextPoint } from '@polyphony/document'
import type { Annotation } from '../coding/annotations.ts'
import { thematicCodesOf } from '../coding/codesOf.ts'
import type { Desk } from '../desk/desk.ts'
import type { Stop } from './nextStop.ts'
import { quietStretches } from './quietStretches.ts'

export const JUMP_KINDS = ['highlight', 'comment', 'uncoded', 'quiet', 'disagreement'] as const
export type JumpKind = (typeof JUMP_KINDS)[number]

/** A stop with where it ends. */
export interface DeskStop extends Stop<TextPoint> {
  to: TextPoint
}

/** Whether a highlight is a stop for this kind. */
const isStop = (desk: Desk, kind: JumpKind, annotation: Annotation): boolean => {
  if (!desk.shown.showsRemark(annotation)) return false
  if (kind === 'uncoded') return thematicCodesOf(desk.facts.get().ontology, annotation).length === 0
  if (kind !== 'comment') return true
  const { member, highlight } = annotation
  return desk.annotations.threadsOn({ type: 'highlight', member, highlight: highlight.id }).length > 0
}

const highlightStops = (desk: Desk, kind: JumpKind, turn: string): DeskStop[] =>
  desk.annotations
    .inTurn(turn)
    .filter(piece => piece.begins && isStop(desk, kind, desk.annotations.get(piece.key)!))
    .sort((a, b) => a.from - b.from || b.to - a.to || (a.key < b.key ? -1 : 1))
    .flatMap(({ key }) => {
      const { resolution } = desk.annotations.get(key)!
      return 'span' in resolution ? [{ at: resolution.span.start, to: resolution.span.end, focus: key }] : []
    })

const disagreementStops = (desk: Desk, turn: string): DeskStop[] =>
  desk.shown.disagreements
    .inTurn(turn)
    .filter(({ keys }) => [...keys].some(key => desk.shown.showsRemark(desk.annotations.get(key)!)))
    .map(({ from, to }) => ({ at: { turn, offset: from }, to: { turn, offset: to }, focus: null }))

const quietStops = (desk: Desk): DeskStop[] => {
  const { ontology, speakers } = desk.facts.get()
  const turns = desk.index.order
  return quietStretches(
    turns.map(({ id, text, speaker }) => ({
      words: text.trim() !== '',
      facilitator: speakers.get(speaker)?.role === 'facilitator',
      coded: desk.annotations.inTurn(id).some(({ key, from, to }) => {
        const annotation = desk.annotations.get(key)!
        return from < to && desk.shown.shows(annotation) && thematicCodesOf(ontology, annotation).length > 0
      }),
    })),
  ).map(({ from, to }) => ({
    at: { turn: turns[from]!.id, offset: 0 },
    to: { turn: turns[to]!.id, offset: turns[to]!.text.length },
    focus: null,
  }))
}

/** All stops of a kind among what is shown, in the order of the text. */
export const jumpStops = (desk: Desk, kind: JumpKind): DeskStop[] => {
  if (kind === 'quiet') return quietStops(desk)
  return desk.index.order.flatMap(({ id }) =>
    kind === 'disagreement' ? disagreementStops(desk, id) : highlightStops(desk, kind, id),
  )
}
