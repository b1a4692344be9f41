import type { Ontology } from '../code.ts'
import { withCodes } from '../codesIndex.ts'
import { OntologyError } from '../ontologyError.ts'
import { colourBeside } from '../pickColour.ts'
import { children, parentOf } from '../tree.ts'
import { createCode } from './createCode.ts'
import { type Apply, needLive } from './operationOf.ts'

/**
 * New parts stand directly after the code, which stays until its codings have been sorted among its parts. Parts that
 * were there already stay where they are.
 */
export const splitCode: Apply<'split'> = (ontology, { id, into, also }, context) => {
  const code = needLive(ontology, id)
  for (const part of also.map(other => needLive(ontology, other))) {
    if (part.id === id)
      throw new OntologyError('invalid-operation', `“${code.name}” cannot be split into itself.`)
    if (part.kind !== code.kind)
      throw new OntologyError(
        'kind-mismatch',
        `“${code.name}” is ${code.kind} and “${part.name}” is ${part.kind}: it cannot be split into that.`,
      )
  }
  const parent = parentOf(ontology, code)?.id ?? null
  const siblings = children(ontology, parent).filter(sibling => sibling.kind === code.kind)
  const before = siblings[siblings.findIndex(sibling => sibling.id === id) + 1]?.id ?? null
  let next: Ontology = ontology
  for (const [index, part] of into.entries()) {
    next = createCode(
      next,
      {
        type: 'create',
        id: part.id,
        name: part.name,
        kind: code.kind,
        parent,
        before,
        colour: part.colour ?? colourBeside(next, code, code.splitInto.length + index),
        definition: part.definition,
        stance: code.stance,
        notation: null,
        proposed: false,
      },
      context,
    )
  }
  const parts = new Set([...code.splitInto, ...into.map(part => part.id), ...also])
  return withCodes(next, [{ ...code, splitInto: [...parts] }])
}
