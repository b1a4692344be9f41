import { refuseTwins } from '../checkOntology.ts'
import type { Code } from '../code.ts'
import { withCodes } from '../codesIndex.ts'
import { OntologyError } from '../ontologyError.ts'
import { upward } from '../tree.ts'
import { renamed } from './describeCode.ts'
import { type Apply, needCode, needLive } from './operationOf.ts'

/** Merged codes keep their record and point to their successor; what stood under them stands under it. */
export const mergeCodes: Apply<'merge'> = (ontology, { ids, into, reason }) => {
  const successor = needLive(ontology, into)
  const merged = [...new Set(ids)].map((id): Code => {
    if (id === into)
      throw new OntologyError('merged-into-self', `“${successor.name}” cannot be merged into itself.`)
    const code = needLive(ontology, id)
    if (code.kind !== successor.kind)
      throw new OntologyError(
        'kind-mismatch',
        `“${code.name}” is ${code.kind} and “${successor.name}” is ${successor.kind}: they cannot be merged.`,
      )
    if (upward(ontology, into).includes(id))
      throw new OntologyError(
        'cycle',
        `“${successor.name}” stands under “${code.name}”. Move it out first, or merge the other way round.`,
      )
    return { ...code, status: 'merged', mergedInto: into, reason: reason || null }
  })
  const next = withCodes(ontology, merged)
  refuseTwins(next)
  return next
}

export const unmergeCode: Apply<'unmerge'> = (ontology, { id, name }) => {
  const code = needCode(ontology, id)
  if (code.status !== 'merged')
    throw new OntologyError('not-merged', `“${code.name}” is not merged into another code.`)
  if (code.parent !== null && upward(ontology, code.parent).includes(id)) {
    const parent = needCode(ontology, code.parent)
    throw new OntologyError(
      'cycle',
      `“${code.name}” stood under “${parent.name}”, which now stands under a code that came from “${code.name}”. Move “${parent.name}” out first.`,
    )
  }
  const back: Code = {
    ...renamed(code, name ?? code.name),
    status: 'adopted',
    mergedInto: null,
    reason: null,
  }
  const next = withCodes(ontology, [back])
  refuseTwins(next)
  return next
}
