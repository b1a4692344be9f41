import type { Ontology } from '../code.ts'
import { CODEBOOK_COLUMNS, codebookRows } from '../codebookRows.ts'
import { codebookOf } from './codebook.ts'
import { type ExchangeNote, ExchangeReport } from './exchangeReport.ts'

/** What a spreadsheet would take for a formula, and what has been guarded against that already. */
export const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/

/** A cell that no spreadsheet calculates: an apostrophe before it, which `readCsv` takes off again. */
const guard = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

const cell = (text: string): string => {
  const safe = guard(text)
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** What a table of codes has no columns for. */
export const leftOutOfTables = (ontology: Ontology): ExchangeNote[] => {
  const report = new ExchangeReport()
  const { relations, mappings, examples } = codebookOf(ontology)
  const nameOf = (id: string) => ontology.codes[id]?.name ?? id
  for (const { from, to } of relations) report.add('relation-left-out', `${nameOf(from)} – ${nameOf(to)}`)
  for (const { code } of mappings) report.add('mapping-left-out', nameOf(code))
  for (const { code } of examples) report.add('example-left-out', nameOf(code))
  return report.notes
}

/** The codebook as a table (RFC 4180), UTF-8 with a mark, so that spreadsheets know it: a row a code, in order. */
export const toCsv = (ontology: Ontology): { text: string; notes: ExchangeNote[] } => {
  const rows = codebookRows(ontology).map(row => CODEBOOK_COLUMNS.map(column => cell(row[column])).join(','))
  return {
    text: `\uFEFF${[CODEBOOK_COLUMNS.join(','), ...rows, ''].join('\r\n')}`,
    notes: leftOutOfTables(ontology),
  }
}
