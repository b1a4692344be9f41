import writeExcelFile from 'write-excel-file/universal'
import type { Ontology } from '../code.ts'
import { CODEBOOK_COLUMNS, type CodebookRow, codebookRows } from '../codebookRows.ts'
import type { ExchangeNote } from './exchangeReport.ts'
import { leftOutOfTables } from './toCsv.ts'

const WIDTHS: Partial<Record<keyof CodebookRow, number>> = {
  name: 28,
  path: 44,
  definition: 48,
  fullDefinition: 60,
  whenToUse: 44,
  whenNotToUse: 44,
  formerNames: 28,
}
/** What a cell of a spreadsheet holds at most, in UTF-16 units. */
const LONGEST_CELL = 32_767

/**
 * The codebook as a spreadsheet (`.xlsx`): the table of `toCsv`, its heading kept in sight. Every cell is a text, so
 * none is a formula.
 */
export const toXlsx = async (ontology: Ontology): Promise<{ bytes: Uint8Array; notes: ExchangeNote[] }> => {
  const heading = CODEBOOK_COLUMNS.map(column => ({
    value: column,
    type: String,
    fontWeight: 'bold' as const,
  }))
  const rows = codebookRows(ontology).map(row =>
    CODEBOOK_COLUMNS.map(column => ({
      value: row[column].slice(0, LONGEST_CELL),
      type: String,
      wrap: true,
      alignVertical: 'top' as const,
    })),
  )
  const file = await writeExcelFile([heading, ...rows], {
    sheet: 'Codebook',
    stickyRowsCount: 1,
    columns: CODEBOOK_COLUMNS.map(column => ({ width: WIDTHS[column] ?? 14 })),
  }).toBlob()
  return { bytes: new Uint8Array(await file.arrayBuffer()), notes: leftOutOfTables(ontology) }
}
