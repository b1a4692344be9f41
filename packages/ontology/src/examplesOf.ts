import type { Example, Ontology } from './code.ts'
import { resolveCode } from './resolveCode.ts'

/** The examples of a living code, with those of codes merged into it. */
export const examplesOf = (ontology: Ontology, id: string): Example[] =>
  Object.values(ontology.examples).filter(({ code }) => resolveCode(ontology, code)?.id === id)
