import { refuseTwins } from '../checkOntology.ts'
import type { Code, Ontology } from '../code.ts'
import { withCodes } from '../codesIndex.ts'
import { OntologyError } from '../ontologyError.ts'
import { placeCode } from '../placeCode.ts'
import { type Apply, needLive } from './operationOf.ts'

/**
 * The code with all that must be of its kind: what is recorded under it, dead codes too, and what was merged into any
 * of these. What was merged into a code elsewhere is that one's matter and stays of its kind.
 */
const familyOf = (ontology: Ontology, id: string): Set<string> => {
  const ledTo = new Map<string, string[]>()
  for (const code of Object.values(ontology.codes)) {
    const up = code.mergedInto ?? code.parent
    if (up === null) continue
    const below = ledTo.get(up)
    if (below) below.push(code.id)
    else ledTo.set(up, [code.id])
  }
  const family = new Set([id])
  // A set is walked on through what is added meanwhile.
  for (const member of family) for (const below of ledTo.get(member) ?? []) family.add(below)
  return family
}

/** A code begins to name what the other kind names, with everything below it; it stands under a code of that kind. */
export const recastCode: Apply<'recast'> = (ontology, { id, kind, parent, before }) => {
  const code = needLive(ontology, id)
  if (code.kind === kind) throw new OntologyError('same-kind', `“${code.name}” is ${kind} already.`)
  const broader = parent === null ? null : needLive(ontology, parent)
  const family = familyOf(ontology, id)
  if (broader && family.has(broader.id))
    throw new OntologyError('cycle', `“${broader.name}” stands under “${code.name}”. Move it out first.`)
  if (broader && broader.kind !== kind)
    throw new OntologyError(
      'kind-mismatch',
      `“${code.name}” is to be ${kind}, but “${broader.name}” is ${broader.kind}.`,
    )
  const changed = Object.values(ontology.codes).flatMap((other): Code[] => {
    const stands = other.parent !== null && family.has(other.parent)
    // Merged into one of the family from elsewhere: taken apart again, it stands at the top.
    if (family.has(other.id)) return [{ ...other, kind, parent: stands ? other.parent : null }]
    // Merged into a code elsewhere: taken apart again, it stands where this code stood.
    return stands ? [{ ...other, parent: code.parent }] : []
  })
  const recast = withCodes(ontology, changed)
  const next = placeCode(recast, recast.codes[id]!, parent, before)
  refuseTwins(next)
  return next
}
