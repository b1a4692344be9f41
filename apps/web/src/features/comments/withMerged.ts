import { type Ontology, resolveCode } from '@polyphony/ontology'

/** A code and those that were merged into it. */
export const withMerged = (ontology: Ontology, code: string): string[] => [
  code,
  ...Object.keys(ontology.codes).filter(id => id !== code && resolveCode(ontology, id)?.id === code),
]
