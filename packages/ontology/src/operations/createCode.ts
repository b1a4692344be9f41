import { refuseNotation, refuseTwin } from '../checkOntology.ts'
import type { Code } from '../code.ts'
import { OntologyError } from '../ontologyError.ts'
import { pickColour } from '../pickColour.ts'
import { placeCode } from '../placeCode.ts'
import { type Apply, needFreeId, needLive } from './operationOf.ts'

export const createCode: Apply<'create'> = (ontology, operation, context) => {
  const { id, name, kind, parent, before, definition, stance, notation, proposed } = operation
  needFreeId(ontology, id)
  const broader = parent === null ? null : needLive(ontology, parent)
  if (broader && broader.kind !== kind)
    throw new OntologyError(
      'kind-mismatch',
      `“${name}” is to be ${kind}, but “${broader.name}” is ${broader.kind}.`,
    )
  const code: Code = {
    id,
    name,
    kind,
    status: proposed ? 'proposed' : 'adopted',
    parent,
    position: 0,
    colour: operation.colour ?? pickColour(ontology, { parent, kind }),
    definition: { short: '', full: '', whenToUse: '', whenNotToUse: '', ...definition },
    stance,
    notation,
    formerNames: [],
    mergedInto: null,
    splitInto: [],
    reason: null,
    createdBy: context.actor,
    createdAt: context.at,
  }
  refuseNotation(ontology, code)
  const next = { ...ontology, codes: placeCode(ontology, code, parent, before) }
  refuseTwin(next, code)
  return next
}
