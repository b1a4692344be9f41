import type { Ontology } from '../../code.ts'
import { foldName } from '../../names.ts'
import type { Codebook } from '../codebook.ts'
import { cut } from './cut.ts'
import { fitEntry } from './fitEntry.ts'
import type { ImportOptions, ImportPlan } from './importPlan.ts'
import { isOut, mergedToEnd } from './mergedToEnd.ts'
import { orderEntries } from './orderEntries.ts'
import { Planning } from './Planning.ts'
import { planDead } from './planDead.ts'
import { planLinks } from './planLinks.ts'
import { planLiving } from './planLiving.ts'

/**
 * What importing a codebook into an ontology would do, and the one operation that does it. A code of the file is known
 * again by its id or GUID, by its name at its place, or, at the top of the file, by a name that both have once. Nothing
 * that is here is deleted, moved or overwritten unless `onMatch` says `replace`.
 */
export const planImport = (ontology: Ontology, codebook: Codebook, options: ImportOptions): ImportPlan => {
  const planning = new Planning(ontology, options)
  const byKey = new Map(codebook.entries.map(entry => [entry.key, entry]))
  const entries = codebook.entries.map(entry => fitEntry(mergedToEnd(entry, byKey), planning.report))
  const times = new Map<string, number>()
  for (const { name } of entries) times.set(foldName(name), (times.get(foldName(name)) ?? 0) + 1)
  const unique = new Set([...times].flatMap(([name, count]) => (count === 1 ? [name] : [])))
  for (const entry of orderEntries(
    planning,
    entries.filter(entry => !isOut(entry)),
  ))
    planLiving(planning, entry, unique)
  for (const entry of entries.filter(isOut)) planDead(planning, entry)
  planLinks(planning, codebook)
  const { steps, report, planned } = planning
  return {
    codes: [...planned.values()],
    operation:
      steps.length === 0
        ? null
        : { type: 'batch', id: options.newId(), title: cut(options.title.trim() || 'Import', 500), steps },
    notes: report.notes,
  }
}
