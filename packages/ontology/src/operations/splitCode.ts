import type { Ontology } from '../code.ts'
import { withCodes } from '../codesIndex.ts'
import { colourBeside } from '../pickColour.ts'
import { children, parentOf } from '../tree.ts'
import { createCode } from './createCode.ts'
import { type Apply, needLive } from './operationOf.ts'

/** The parts stand directly after the code, which stays until its codings have been sorted among them. */
export const splitCode: Apply<'split'> = (ontology, { id, into }, context) => {
  const code = needLive(ontology, id)
  const parent = parentOf(ontology, code)?.id ?? null
  const siblings = children(ontology, parent).filter(sibling => sibling.kind === code.kind)
  const before = siblings[siblings.findIndex(sibling => sibling.id === id) + 1]?.id ?? null
  let next: Ontology = ontology
  for (const part of into) {
    next = createCode(
      next,
      {
        type: 'create',
        id: part.id,
        name: part.name,
        kind: code.kind,
        parent,
        before,
        colour: part.colour ?? colourBeside(next, code),
        definition: part.definition,
        stance: code.stance,
        notation: null,
        proposed: false,
      },
      context,
    )
  }
  return withCodes(next, [{ ...code, splitInto: [...code.splitInto, ...into.map(part => part.id)] }])
}
