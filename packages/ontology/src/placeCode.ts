import type { Code, Ontology } from './code.ts'
import { lastPosition, recordedUnder, withCodes } from './codesIndex.ts'
import { OntologyError } from './ontologyError.ts'
import { findCode, resolveCode } from './resolveCode.ts'
import { parentOf, upward } from './tree.ts'

/** Every other code recorded under `parent`, dead ones too, in order. */
const recordedSiblings = (ontology: Ontology, code: Code, parent: string | null): Code[] =>
  recordedUnder(ontology, code.kind, parent)
    .filter(other => other.id !== code.id)
    .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))

/** The record under `parent` whose place `before` has there: itself, or the dead code it stands in for. */
const placeholderOf = (ontology: Ontology, before: string, parent: string | null): string | undefined =>
  upward(ontology, before).find(id => findCode(ontology, id)?.parent === parent)

/**
 * Puts a code under `parent`, directly before a sibling or last. Positions are numbers between their neighbours', so
 * that one record changes; where no number is left between two, the siblings are numbered anew.
 * Returns the ontology with the placed code and any renumbered sibling.
 */
export const placeCode = (
  ontology: Ontology,
  code: Code,
  parent: string | null,
  before: string | null,
): Ontology => {
  const placeLast = () => {
    const last = lastPosition(ontology, code.kind, parent, code.id)
    return withCodes(ontology, [{ ...code, parent, position: last === undefined ? 1 : last + 1 }])
  }
  if (before === null) return placeLast()
  const sibling = resolveCode(ontology, before)
  if (sibling?.id !== before || sibling.kind !== code.kind || before === code.id)
    throw new OntologyError('unknown-sibling', `There is no code ${before} to stand before.`)
  if ((parentOf(ontology, sibling)?.id ?? null) !== parent)
    throw new OntologyError('unknown-sibling', `“${sibling.name}” stands somewhere else by now.`)
  const siblings = recordedSiblings(ontology, code, parent)
  const placeholder = placeholderOf(ontology, before, parent)
  const index = siblings.findIndex(other => other.id === placeholder)
  // A sibling that a merge brought along sorts after all of the parent's own: last is right before it.
  if (index < 0) return placeLast()
  const low = siblings[index - 1]?.position
  const high = siblings[index]!.position
  const position = low === undefined ? high - 1 : (low + high) / 2
  if ((low === undefined || low < position) && position < high)
    return withCodes(ontology, [{ ...code, parent, position }])
  return withCodes(
    ontology,
    siblings.toSpliced(index, 0, code).map((other, i) => ({ ...other, parent, position: i + 1 })),
  )
}
