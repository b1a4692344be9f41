import { countsAs } from '@polyphony/document'
import { type Code, type Ontology, resolveCode } from '@polyphony/ontology'
import type { Annotation } from './annotations.ts'

// Neither an annotation nor the codes of an ontology ever change: what was found once holds for both.
const known = new WeakMap<Annotation, { of: Ontology['codes']; codes: readonly Code[] }>()

/** The codes that a highlight counts as coded with: as leads decided, merged ones through their successor, each once. */
export const codesOf = (ontology: Ontology, annotation: Annotation): readonly Code[] => {
  const before = known.get(annotation)
  if (before?.of === ontology.codes) return before.codes
  const found = new Map<string, Code>()
  for (const { code, ruling } of annotation.codings)
    for (const id of countsAs(ontology, code, ruling)) {
      const resolved = resolveCode(ontology, id)
      if (resolved) found.set(resolved.id, resolved)
    }
  const codes = [...found.values()]
  known.set(annotation, { of: ontology.codes, codes })
  return codes
}

/** The codes that say what the words are about; the others say in which section of the guide they stand. */
export const thematicCodesOf = (ontology: Ontology, annotation: Annotation): readonly Code[] => {
  const codes = codesOf(ontology, annotation)
  return codes.every(isThematic) ? codes : codes.filter(isThematic)
}

const isThematic = (code: Code): boolean => code.kind === 'thematic'
