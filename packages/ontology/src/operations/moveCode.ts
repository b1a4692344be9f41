import { refuseTwin } from '../checkOntology.ts'
import { OntologyError } from '../ontologyError.ts'
import { placeCode } from '../placeCode.ts'
import { upward } from '../tree.ts'
import { type Apply, needLive } from './operationOf.ts'

export const moveCode: Apply<'move'> = (ontology, { id, parent, before }) => {
  const code = needLive(ontology, id)
  if (parent !== null) {
    const broader = needLive(ontology, parent)
    if (upward(ontology, parent).includes(id))
      throw new OntologyError(
        'cycle',
        broader.id === id
          ? `“${code.name}” cannot stand under itself.`
          : `“${broader.name}” stands under “${code.name}”. Move it out first.`,
      )
    if (broader.kind !== code.kind)
      throw new OntologyError(
        'kind-mismatch',
        `“${code.name}” is ${code.kind} and “${broader.name}” is ${broader.kind}: they cannot stand in one tree.`,
      )
  }
  const next = placeCode(ontology, code, parent, before)
  refuseTwin(next, next.codes[id]!)
  return next
}
