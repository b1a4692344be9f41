import { type Code, isLive, type Ontology } from './code.ts'
import { own } from './own.ts'

/** The record of a code, whatever its status. */
export const findCode = (ontology: Ontology, id: string): Code | undefined => own(ontology.codes, id)

/** The end of a code's chain of merges, whatever its status; undefined for an unknown id. */
export const successorOf = (ontology: Ontology, id: string): Code | undefined => {
  let code = findCode(ontology, id)
  while (code && code.mergedInto !== null) code = findCode(ontology, code.mergedInto)
  return code
}

/**
 * The living code that an id stands for now: itself, or the successor it was merged into, however many merges ago.
 * Null when it was retired or rejected, or never existed.
 */
export const resolveCode = (ontology: Ontology, id: string): Code | null => {
  const code = successorOf(ontology, id)
  return code && isLive(code) ? code : null
}
