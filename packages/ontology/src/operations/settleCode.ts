import { refuseTwins } from '../checkOntology.ts'
import type { Code, Ontology } from '../code.ts'
import { withCodes } from '../codesIndex.ts'
import { OntologyError } from '../ontologyError.ts'
import { renamed } from './describeCode.ts'
import { type Apply, needCode, needLive } from './operationOf.ts'

const needProposed = (ontology: Ontology, id: string): Code => {
  const code = needLive(ontology, id)
  if (code.status !== 'proposed')
    throw new OntologyError('not-proposed', `“${code.name}” is adopted already. Retire it, or merge it.`)
  return code
}

/** Puts a code out of use; what stands under it stands under the next broader one. */
const putAway = (
  ontology: Ontology,
  code: Code,
  status: 'retired' | 'rejected',
  reason: string,
): Ontology => {
  const next = withCodes(ontology, [{ ...code, status, reason }])
  refuseTwins(next)
  return next
}

export const adoptCode: Apply<'adopt'> = (ontology, { id }) =>
  withCodes(ontology, [{ ...needProposed(ontology, id), status: 'adopted' }])

export const rejectCode: Apply<'reject'> = (ontology, { id, reason }) =>
  putAway(ontology, needProposed(ontology, id), 'rejected', reason)

export const retireCode: Apply<'retire'> = (ontology, { id, reason }) =>
  putAway(ontology, needLive(ontology, id), 'retired', reason)

export const restoreCode: Apply<'restore'> = (ontology, { id, name }) => {
  const code = needCode(ontology, id)
  if (code.status !== 'retired' && code.status !== 'rejected')
    throw new OntologyError('not-retired', `“${code.name}” is ${code.status}, neither retired nor rejected.`)
  const back: Code = { ...renamed(code, name ?? code.name), status: 'adopted', reason: null }
  const next = withCodes(ontology, [back])
  refuseTwins(next)
  return next
}
