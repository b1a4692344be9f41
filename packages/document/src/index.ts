export { type DocumentKind, type DocumentRef, documentName, parseDocumentName } from './documentName.ts'
export { newId } from './newId.ts'
export { SourceWord, SourceWords } from './sourceWords.ts'
export type * from './types.ts'
