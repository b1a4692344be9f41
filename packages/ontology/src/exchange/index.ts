export { type Codebook, type CodebookEntry, codebookOf } from './codebook.ts'
export { ExchangeError, type ExchangeErrorCode } from './exchangeError.ts'
export { describeNote, type ExchangeNote, type ExchangeNoteId } from './exchangeReport.ts'
export { guidOf } from './guid.ts'
export {
  type ImportField,
  type ImportOptions,
  type ImportPlan,
  type OnMatch,
  type PlannedCode,
  planImport,
} from './planImport.ts'
export { type CodebookFormat, readCodebook } from './readCodebook.ts'
export { readCsv } from './readCsv.ts'
export { readQdc } from './readQdc.ts'
export { readSkos } from './readSkos.ts'
export { toCsv } from './toCsv.ts'
export { toQdc } from './toQdc.ts'
export { toTurtle } from './toTurtle.ts'
export { toXlsx } from './toXlsx.ts'
