import * as Y from 'yjs'
import { z } from 'zod'

/** Layout of `transcript/<conversation>`; frozen documents of every version stay readable. */
export const TRANSCRIPT_SCHEMA = 1

/** The one text: embedded Y.Maps begin the turns. */
export const textOf = (doc: Y.Doc): Y.Text => doc.getText('t')
/** Speaker id → { name, role }. */
export const speakersOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('speakers')
/** Number of a source word, in decimals → true: somebody heard it and found it right. Added later; absent means none. */
export const confirmedOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('confirmed')
/** Redirect rows, see `Redirects`. */
export const redoneOf = (doc: Y.Doc): Y.Array<unknown> => doc.getArray('redone')
export const metaOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('meta')

/** What a boundary says of its turn. */
export interface BoundaryFields {
  id: string
  speaker: string
  firstSourceWord: number
}

/** Short keys: every turn repeats them. */
export const makeBoundary = ({ id, speaker, firstSourceWord }: BoundaryFields): Y.Map<unknown> =>
  new Y.Map<unknown>([
    ['id', id],
    ['sp', speaker],
    ['src', firstSourceWord],
  ])

const Id = z.string().min(1)
const FirstSourceWord = z.number().int().nonnegative()

/** Reads a boundary; null for each field that is missing or malformed. */
export const readBoundary = (
  map: Y.Map<unknown>,
): { [K in keyof BoundaryFields]: BoundaryFields[K] | null } => ({
  id: Id.safeParse(map.get('id')).data ?? null,
  speaker: Id.safeParse(map.get('sp')).data ?? null,
  firstSourceWord: FirstSourceWord.safeParse(map.get('src')).data ?? null,
})

/** A live boundary item of the text: an embedded Y.Map. */
export const isBoundary = (item: Y.Item): boolean =>
  !item.deleted && item.content instanceof Y.ContentType && item.content.type instanceof Y.Map
