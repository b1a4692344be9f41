import { type Code, isLive, type Ontology } from './code.ts'
import { foldedName, namedLikeUnder, notedAs } from './codesIndex.ts'
import { OntologyError } from './ontologyError.ts'
import { findCode } from './resolveCode.ts'
import { children, parentOf, roots } from './tree.ts'

const twinError = (ontology: Ontology, name: string, twin: Code): OntologyError => {
  const parent = parentOf(ontology, twin)
  const where = parent ? `under “${parent.name}”` : 'at the top level'
  return new OntologyError(
    'duplicate-name',
    `There is already a code “${twin.name}” ${where}. Choose another name than “${name}”, or merge the two.`,
  )
}

/** Refuses a living code whose name a sibling of its kind bears already. */
export const refuseTwin = (ontology: Ontology, code: Code): void => {
  const parent = parentOf(ontology, code)
  const twin = namedLikeUnder(ontology, code, parent?.id ?? null).find(
    other =>
      other.id !== code.id &&
      isLive(other) &&
      other.kind === code.kind &&
      parentOf(ontology, other)?.id === parent?.id,
  )
  if (twin) throw twinError(ontology, code.name, twin)
}

/** Refuses any two siblings of one name: for operations that change who is whose sibling. */
export const refuseTwins = (ontology: Ontology): void => {
  const groups = [roots(ontology, 'thematic'), roots(ontology, 'structural')]
  for (const code of Object.values(ontology.codes)) groups.push(children(ontology, code.id))
  for (const group of groups) {
    const names = new Map<string, Code>()
    for (const code of group) {
      const twin = names.get(foldedName(code))
      if (twin) throw twinError(ontology, code.name, twin)
      names.set(foldedName(code), code)
    }
  }
}

/** Refuses a notation that another code has, dead ones included: what comes back finds its own notation free. */
export const refuseNotation = (ontology: Ontology, code: Code): void => {
  if (code.notation === null) return
  const owner = notedAs(ontology, code.notation).find(other => other.id !== code.id)
  if (owner)
    throw new OntologyError(
      'duplicate-notation',
      `“${owner.name}” already has the notation ${code.notation}. Choose another for “${code.name}”.`,
    )
}

/** Refuses references to codes that are not there. */
const refuseDangling = (ontology: Ontology): void => {
  const need = (id: string, who: string) => {
    if (!findCode(ontology, id)) throw new OntologyError('in-use', `${who} still refers to the code ${id}.`)
  }
  for (const [key, code] of Object.entries(ontology.codes)) {
    if (code.id !== key)
      throw new OntologyError('invalid-operation', `The code ${code.id} is kept as ${key}.`)
    if (code.parent !== null) need(code.parent, `“${code.name}”`)
    if (code.mergedInto !== null) need(code.mergedInto, `“${code.name}”`)
    for (const part of code.splitInto) need(part, `“${code.name}”`)
    if ((code.mergedInto !== null) !== (code.status === 'merged'))
      throw new OntologyError('invalid-operation', `“${code.name}” is half merged.`)
    const parent = code.parent === null ? null : findCode(ontology, code.parent)
    const successor = code.mergedInto === null ? null : findCode(ontology, code.mergedInto)
    for (const other of [parent, successor])
      if (other && other.kind !== code.kind)
        throw new OntologyError('kind-mismatch', `“${code.name}” and “${other.name}” are of different kinds.`)
  }
  for (const { from, to } of Object.values(ontology.relations)) {
    need(from, 'A relation')
    need(to, 'A relation')
  }
  for (const mapping of Object.values(ontology.mappings)) need(mapping.code, 'A mapping')
  for (const example of Object.values(ontology.examples)) need(example.code, 'An example')
}

/** Refuses a code that would be broader than itself, by way of living and dead codes. */
const refuseCycles = (ontology: Ontology): void => {
  const safe = new Set<string>()
  for (const start of Object.values(ontology.codes)) {
    const seen = new Set<string>()
    for (let code: Code | undefined = start; code && !safe.has(code.id); ) {
      if (seen.has(code.id))
        throw new OntologyError(
          'cycle',
          `“${code.name}” would become part of itself. Move a code out of it first.`,
        )
      seen.add(code.id)
      const up: string | null = code.mergedInto ?? code.parent
      code = up === null ? undefined : findCode(ontology, up)
    }
    for (const id of seen) safe.add(id)
  }
}

/**
 * Checks everything that holds for an ontology at any time: references lead somewhere, the hierarchy has no cycle,
 * parents and successors are of a code's own kind, living siblings have different names, notations are unique.
 * @throws OntologyError naming the first violation
 */
export const checkOntology = (ontology: Ontology): void => {
  refuseDangling(ontology)
  refuseCycles(ontology)
  refuseTwins(ontology)
  const notations = new Map<string, Code>()
  for (const code of Object.values(ontology.codes)) {
    if (code.notation === null) continue
    if (notations.has(code.notation)) refuseNotation(ontology, code)
    notations.set(code.notation, code)
  }
}
