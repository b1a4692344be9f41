import { refuseNotation, refuseTwin } from '../checkOntology.ts'
import { type Code, isLive, type Ontology } from '../code.ts'
import { OntologyError } from '../ontologyError.ts'
import { pickColour } from '../pickColour.ts'
import { placeCode } from '../placeCode.ts'
import { type Apply, needFreeId, needLive, type OperationOf } from './operationOf.ts'

/** How a code stands that is brought from elsewhere and out of use there. */
const outOfUseHere = (
  ontology: Ontology,
  { name, kind, outOfUse }: OperationOf<'create'>,
): Pick<Code, 'status' | 'mergedInto' | 'reason'> | null => {
  if (!outOfUse) return null
  if (outOfUse.status !== 'merged')
    return { status: outOfUse.status, mergedInto: null, reason: outOfUse.reason }
  const successor = needLive(ontology, outOfUse.into)
  if (successor.kind !== kind)
    throw new OntologyError(
      'kind-mismatch',
      `“${name}” is ${kind} and “${successor.name}” is ${successor.kind}: it cannot be its successor.`,
    )
  return { status: 'merged', mergedInto: successor.id, reason: outOfUse.reason || null }
}

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
    formerNames: [...new Set(operation.formerNames)].filter(former => former !== name),
    mergedInto: null,
    splitInto: [],
    reason: null,
    ...outOfUseHere(ontology, operation),
    createdBy: context.actor,
    createdAt: context.at,
  }
  refuseNotation(ontology, code)
  const next = placeCode(ontology, code, parent, before)
  if (isLive(code)) refuseTwin(next, code)
  return next
}
