import { type Ontology, parentOf, type StepInput } from '@polyphony/ontology'
import { type Place, topmost } from './codeTree.ts'

/** Codes brought to a place, in their order, as steps of one act. What stands below them goes along. */
export const moveSteps = (
  ontology: Ontology,
  ids: Iterable<string>,
  { parent, before }: Place,
): StepInput[] => topmost(ontology, ids).map(({ id }) => ({ type: 'move', id, parent, before }))

/** A new code in the place of the first of some codes, with all of them under it, as steps of one act. */
export const groupSteps = (
  ontology: Ontology,
  ids: Iterable<string>,
  { id, name, short }: { id: string; name: string; short: string },
): StepInput[] => {
  const codes = topmost(ontology, ids)
  const [first] = codes
  if (!first) return []
  return [
    {
      type: 'create',
      id,
      name,
      kind: first.kind,
      parent: parentOf(ontology, first)?.id ?? null,
      before: first.id,
      ...(short.trim() && { definition: { short: short.trim() } }),
    },
    ...codes.map((code): StepInput => ({ type: 'move', id: code.id, parent: id, before: null })),
  ]
}
