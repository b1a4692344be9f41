import {
  findMatches,
  foldText,
  type Match,
  matchFolded,
  type Search,
  type TextPoint,
  type Turn,
} from '@polyphony/document'
import { resolveCode } from '@polyphony/ontology'
import type { Annotation } from '../coding/annotations.ts'
import { codesOf } from '../coding/codesOf.ts'
import type { Desk } from '../desk/desk.ts'
import { comparePoints } from '../transcript/snapSpan.ts'

export const FIND_KINDS = ['words', 'speakers', 'codes', 'memos', 'comments'] as const
export type FindKind = (typeof FIND_KINDS)[number]

/** Something found: where it stands in the transcript. */
export interface Hit {
  point: TextPoint
  /** Offset in the turn at which found words end; null where something else than words was found. */
  to: number | null
  /** The highlight that has it (annotation key). */
  key: string | null
}

/** Turns and annotations are replaced when they change, so what was read of one holds for as long as it is there. */
const foldedTurns = new WeakMap<Turn, ReturnType<typeof foldText>>()
const foldedTurn = (turn: Turn) => {
  const known = foldedTurns.get(turn)
  if (known) return known
  const folded = foldText(turn.text)
  foldedTurns.set(turn, folded)
  return folded
}

/** Where a turn says it. */
export const matchesInTurn = (search: Search, turn: Turn): Match[] =>
  search.exact ? findMatches(search, turn.text) : matchFolded(search, foldedTurn(turn), turn.text)

const says = (search: Search, text: string): boolean => findMatches(search, text).length > 0

/** Everything on the desk that answers to a search, by kind, each in the order of the transcript. */
export const findInDesk = (
  { index, annotations, facts, shown }: Pick<Desk, 'index' | 'annotations' | 'facts' | 'shown'>,
  search: Search,
): Record<FindKind, Hit[]> => {
  const { speakers, ontology } = facts.get()
  const hits: Record<FindKind, Hit[]> = { words: [], speakers: [], codes: [], memos: [], comments: [] }

  const named = new Set([...speakers.values()].flatMap(({ id, name }) => (says(search, name) ? [id] : [])))
  for (const turn of index.order) {
    for (const { from, to } of matchesInTurn(search, turn))
      hits.words.push({ point: { turn: turn.id, offset: from }, to, key: null })
    if (named.has(turn.speaker))
      hits.speakers.push({ point: { turn: turn.id, offset: 0 }, to: null, key: null })
  }

  const codes = new Set<string>()
  for (const { id, name, formerNames } of Object.values(ontology.codes)) {
    const resolved = resolveCode(ontology, id)
    if (resolved && [name, ...formerNames].some(text => says(search, text))) codes.add(resolved.id)
  }
  for (const annotation of annotations.values()) {
    const at = startOf(annotation)
    // What the filter hides would be found and not be seen.
    if (!at || !shown.shows(annotation)) continue
    const hit = { point: at, to: null, key: annotation.key }
    if (codes.size > 0 && codesOf(ontology, annotation).some(({ id }) => codes.has(id))) hits.codes.push(hit)
    if (annotation.memo && says(search, annotation.memo.text)) hits.memos.push(hit)
    const { member, highlight } = annotation
    for (const { comment } of annotations.messagesOn({ type: 'highlight', member, highlight: highlight.id }))
      if (says(search, comment.text)) hits.comments.push(hit)
  }
  const inOrder = (a: Hit, b: Hit) => comparePoints(index, a.point, b.point)
  for (const kind of ['codes', 'memos', 'comments'] as const) hits[kind].sort(inOrder)
  return hits
}

const startOf = ({ resolution }: Annotation): TextPoint | null =>
  'span' in resolution ? resolution.span.start : resolution.status === 'deleted' ? resolution.at : null
