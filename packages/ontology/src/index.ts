export { type Applied, applyOperation } from './applyOperation.ts'
export { checkOntology } from './checkOntology.ts'
export * from './code.ts'
export { CODEBOOK_COLUMNS, type CodebookRow, codebookRows } from './codebookRows.ts'
export { compareOntologies, describeChange, type OntologyChange } from './compareOntologies.ts'
export { describeOperation } from './describeOperation.ts'
export { examplesOf } from './examplesOf.ts'
export { advance, ontologyAt, type Recorded, type Reversible, replay, rewind } from './history.ts'
export { invert } from './invert.ts'
export { keepRecords } from './keepRecords.ts'
export { foldForSearch, foldName, normaliseName } from './names.ts'
export { formatColour } from './oklch.ts'
export { OntologyError, type OntologyErrorCode } from './ontologyError.ts'
export * from './operation.ts'
export { type NamedCode, type OperationFacts, operationFacts } from './operationFacts.ts'
export { pickColour, tintOf } from './pickColour.ts'
export {
  type CodeUse,
  type MergeImpact,
  type MergePreview,
  previewMerge,
  type UseCounts,
} from './previewMerge.ts'
export { type Adaptation, type Rebased, rebase } from './rebase.ts'
export { relationsOf } from './relationsOf.ts'
export { findCode, resolveCode, successorOf } from './resolveCode.ts'
export { type CodeMatch, prepareSearch, searchCodes } from './searchCodes.ts'
export { starterOntology } from './starterOntology.ts'
export {
  ActionStatus,
  Audience,
  Commitment,
  codesMappedTo,
  conceptsOf,
  Metric,
  Scheme,
  SchemeAction,
  type SchemeConcept,
  starterScheme,
  Timing,
} from './starterScheme.ts'
export { type Duplicate, type DuplicateReason, suggestDuplicates } from './suggestDuplicates.ts'
export { type SkosDocument, type SkosMeta, type SkosTerm, toSkos } from './toSkos.ts'
export { children, parentOf, path, roots, themeOf, walk } from './tree.ts'
