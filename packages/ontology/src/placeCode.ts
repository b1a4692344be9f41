import type { Code, Ontology } from './code.ts'
import { OntologyError } from './ontologyError.ts'
import { findCode, resolveCode } from './resolveCode.ts'
import { parentOf, upward } from './tree.ts'

/** Every code recorded under `parent`, dead ones too, in order. */
const recordedSiblings = (
  ontology: Ontology,
  code: Pick<Code, 'id' | 'kind'>,
  parent: string | null,
): Code[] =>
  Object.values(ontology.codes)
    .filter(other => other.parent === parent && other.kind === code.kind && other.id !== code.id)
    .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))

/** The record under `parent` whose place `before` has there: itself, or the dead code it stands in for. */
const placeholderOf = (ontology: Ontology, before: string, parent: string | null): string | undefined =>
  upward(ontology, before).find(id => findCode(ontology, id)?.parent === parent)

/**
 * Puts a code under `parent`, directly before a sibling or last. Positions are numbers between their neighbours', so
 * that one record changes; where no number is left between two, the siblings are numbered anew.
 * Returns the codes with the placed one and any renumbered sibling.
 */
export const placeCode = (
  ontology: Ontology,
  code: Code,
  parent: string | null,
  before: string | null,
): Ontology['codes'] => {
  const siblings = recordedSiblings(ontology, code, parent)
  let index = siblings.length
  if (before !== null) {
    const sibling = resolveCode(ontology, before)
    if (sibling?.id !== before || sibling.kind !== code.kind || before === code.id)
      throw new OntologyError('unknown-sibling', `There is no code ${before} to stand before.`)
    if ((parentOf(ontology, sibling)?.id ?? null) !== parent)
      throw new OntologyError('unknown-sibling', `“${sibling.name}” stands somewhere else by now.`)
    const placeholder = placeholderOf(ontology, before, parent)
    const at = siblings.findIndex(other => other.id === placeholder)
    // A sibling that a merge brought along sorts after all of the parent's own: last is right before it.
    if (at >= 0) index = at
  }
  const low = siblings[index - 1]?.position
  const high = siblings[index]?.position
  const position =
    low === undefined
      ? (high ?? 1) - (high === undefined ? 0 : 1)
      : high === undefined
        ? low + 1
        : (low + high) / 2
  const fits = (low === undefined || low < position) && (high === undefined || position < high)
  if (fits) return { ...ontology.codes, [code.id]: { ...code, parent, position } }
  const codes = { ...ontology.codes }
  siblings.toSpliced(index, 0, code).forEach((sibling, i) => {
    codes[sibling.id] = { ...sibling, parent, position: i + 1 }
  })
  return codes
}
