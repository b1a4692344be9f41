import type { CodebookEntry } from '../codebook.ts'
import type { Planning } from './Planning.ts'

/** Living entries, what is broader before what is narrower, each parent there and no circle left. */
export const orderEntries = (planning: Planning, entries: readonly CodebookEntry[]): CodebookEntry[] => {
  const byKey = new Map(entries.map(entry => [entry.key, entry]))
  for (const { key, name, parent } of entries) {
    const missing = parent !== null && !byKey.has(parent)
    if (missing) planning.report.add('parent-missing', name || key)
    planning.parents.set(key, missing ? null : parent)
  }
  const done = new Set<string>()
  const ordered: CodebookEntry[] = []
  for (const entry of entries) {
    const way = new Set<string>()
    let last = entry.key
    for (
      let key: string | null = entry.key;
      key !== null && !done.has(key);
      key = planning.parents.get(key) ?? null
    ) {
      if (way.has(key)) {
        // The last one met would stand under one that stands under it.
        planning.report.add('parent-circle', byKey.get(last)?.name || last)
        planning.parents.set(last, null)
        break
      }
      way.add(key)
      last = key
    }
    for (const key of [...way].reverse()) {
      done.add(key)
      ordered.push({ ...byKey.get(key)!, parent: planning.parents.get(key) ?? null })
    }
  }
  return ordered
}
