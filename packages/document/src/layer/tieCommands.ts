import { OntologyId } from '@polyphony/ontology'
import type * as Y from 'yjs'
import { newId } from '../newId.ts'
import { LOCAL_ORIGIN } from '../origins.ts'
import type { ExcerptTie } from '../types.ts'
import { rowOfTie, TieRow, tieOfRow, tiesOf } from './layout.ts'

/**
 * States how two excerpts stand to each other, in the maker's layer of the conversation that `from` is of. Returns the
 * statement's id.
 * @throws RangeError for what a layer cannot hold: no such relation, an id that is none, a note that is too long
 */
export const addTie = (
  doc: Y.Doc,
  {
    id = newId(8),
    note = '',
    createdAt = Date.now(),
    ...ends
  }: Pick<ExcerptTie, 'type' | 'from' | 'to'> & Partial<Pick<ExcerptTie, 'id' | 'note' | 'createdAt'>>,
  origin: unknown = LOCAL_ORIGIN,
): string => {
  put(doc, { id, note, createdAt, ...ends }, origin)
  return id
}

/** Says it otherwise. Throws RangeError when there is no such statement in this layer. */
export const setTie = (
  doc: Y.Doc,
  id: string,
  change: Partial<Pick<ExcerptTie, 'type' | 'note'>>,
  origin: unknown = LOCAL_ORIGIN,
): void => {
  const { data } = TieRow.safeParse(tiesOf(doc).get(id))
  if (!data) throw new RangeError(`The layer has no relation ${id}.`)
  put(doc, { ...tieOfRow(id, data), ...change }, origin)
}

export const removeTie = (doc: Y.Doc, id: string, origin: unknown = LOCAL_ORIGIN): void =>
  doc.transact(() => tiesOf(doc).delete(id), origin)

const put = (doc: Y.Doc, tie: ExcerptTie, origin: unknown): void => {
  const { data, error } = TieRow.safeParse(rowOfTie(tie))
  if (!data || !OntologyId.safeParse(tie.id).success)
    throw new RangeError('A layer cannot hold this relation.', { cause: error })
  doc.transact(() => tiesOf(doc).set(tie.id, data), origin)
}
