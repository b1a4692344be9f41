import type { Ontology } from '@polyphony/ontology'
import type { Annotation } from './annotations.ts'
import { codesOf } from './codesOf.ts'

/** Whether a highlight only says which section of the guide this is: then it is no remark on the words. */
export const isSection = (ontology: Ontology, annotation: Annotation): boolean => {
  const codes = codesOf(ontology, annotation)
  return codes.length > 0 && codes.every(code => code.kind === 'structural')
}
