export {
  type ClientRange,
  checkUpdate,
  InvalidUpdateError,
  type UpdateContent,
  type UpdateLimits,
} from './checkUpdate.ts'
export { type DocumentKind, type DocumentRef, documentName, parseDocumentName } from './documentName.ts'
export {
  NARRATIVE_FRAGMENT,
  type RichTextNode,
  readNarrative,
  writeNarrative,
} from './narrative/narrative.ts'
export { newId } from './newId.ts'
export { SourceWord, SourceWords } from './sourceWords.ts'
export type * from './types.ts'
