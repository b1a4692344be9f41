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

/** Two letters for a person. */
export const initialsOf = (name: string): string => {
  const words = name.trim().split(/\s+/u)
  const letters =
    words.length > 1 ? [words[0]!, words.at(-1)!].map(word => [...word][0]) : [...(words[0] ?? '')]
  return letters.slice(0, 2).join('').toLocaleUpperCase()
}
