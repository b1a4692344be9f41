import { applyOperation } from './applyOperation.ts'
import type { Code, Ontology, Relation } from './code.ts'
import { OntologyError, type OntologyErrorCode } from './ontologyError.ts'
import { findCode, resolveCode } from './resolveCode.ts'
import { parentOf } from './tree.ts'

export interface MergePreview {
  /** Why the merge would be refused; null when it would go through. */
  refusal: { code: OntologyErrorCode; message: string } | null
  /** The codes that would be merged, as far as they exist. */
  merged: Code[]
  into: Code | null
  /** Codes that would stand under the successor instead of where they stand. */
  moving: { code: Code; from: Code }[]
  /** Relations that would rest because both their ends would be one code. */
  resting: Relation[]
}

/** What a merge would do, without doing it. How many codings it would join, the caller counts. */
export const previewMerge = (ontology: Ontology, ids: readonly string[], into: string): MergePreview => {
  const merged = [...new Set(ids)].flatMap(id => findCode(ontology, id) ?? [])
  const preview: MergePreview = {
    refusal: null,
    merged,
    into: findCode(ontology, into) ?? null,
    moving: [],
    resting: [],
  }
  let after: Ontology
  try {
    after = applyOperation(ontology, { type: 'merge', ids: [...ids], into }, { actor: '', at: '' }).ontology
  } catch (error) {
    if (!(error instanceof OntologyError)) throw error
    return { ...preview, refusal: { code: error.code, message: error.message } }
  }
  for (const code of Object.values(after.codes)) {
    if (!resolveCode(after, code.id) || code.mergedInto !== null) continue
    const from = parentOf(ontology, code)
    if (from && parentOf(after, code)?.id !== from.id) preview.moving.push({ code, from })
  }
  const apart = (o: Ontology, { from, to }: Relation) => resolveCode(o, from)?.id !== resolveCode(o, to)?.id
  preview.resting = Object.values(ontology.relations).filter(r => apart(ontology, r) && !apart(after, r))
  return preview
}
