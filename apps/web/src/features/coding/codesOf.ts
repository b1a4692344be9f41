import { type Code, type Ontology, resolveCode } from '@polyphony/ontology'
import type { Annotation } from './annotations.ts'

/** The codes of a highlight as they are to be shown: merged ones through their successor, each once. */
export const codesOf = (ontology: Ontology, annotation: Annotation): Code[] => {
  const codes = new Map<string, Code>()
  for (const { code } of annotation.codings) {
    const resolved = resolveCode(ontology, code)
    if (resolved) codes.set(resolved.id, resolved)
  }
  return [...codes.values()]
}
