import { MAX_DEFINITION_LENGTH, MAX_NAME_LENGTH } from '../../code.ts'
import { normaliseName } from '../../names.ts'
import type { CodebookEntry } from '../codebook.ts'
import type { ExchangeReport } from '../exchangeReport.ts'
import { cut } from './cut.ts'
import { DEFINITION_FIELDS } from './importPlan.ts'

/** The entry with everything in the shape that a code has. */
export const fitEntry = (entry: CodebookEntry, report: ExchangeReport): CodebookEntry => {
  let name = normaliseName(entry.name)
  const definition = { ...entry.definition }
  if (name === '') {
    name = 'Untitled'
    report.add('name-missing', entry.key)
  }
  if (name.length > MAX_NAME_LENGTH) {
    report.add('name-shortened', name)
    definition.full = [name, definition.full].filter(Boolean).join('\n\n')
    name = `${cut(name, MAX_NAME_LENGTH - 1).trimEnd()}…`
  }
  for (const field of DEFINITION_FIELDS) {
    const text = definition[field]
    if (text === undefined || text.length <= MAX_DEFINITION_LENGTH) continue
    definition[field] = cut(text, MAX_DEFINITION_LENGTH)
    report.add('text-shortened', name)
  }
  let notation = entry.notation?.trim() || null
  if (notation && notation.length > 32) {
    report.add('notation-shortened', name)
    notation = null
  }
  const formerNames = entry.formerNames.map(former => cut(normaliseName(former), MAX_NAME_LENGTH).trim())
  return {
    ...entry,
    name,
    definition,
    notation,
    formerNames: formerNames.filter(Boolean),
    reason: entry.reason && cut(entry.reason.trim(), MAX_DEFINITION_LENGTH),
  }
}
