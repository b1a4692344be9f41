import type { CodebookEntry } from '../codebook.ts'

/** The entry with its merges followed: merged into a living one, or out of use as the end of the chain is. */
export const mergedToEnd = (
  entry: CodebookEntry,
  byKey: ReadonlyMap<string, CodebookEntry>,
): CodebookEntry => {
  if (entry.status !== 'merged') return entry
  const way = new Set<string>([entry.key])
  let end = entry
  while (end.status === 'merged') {
    const next = end.mergedInto === null ? undefined : byKey.get(end.mergedInto)
    if (!next || way.has(next.key)) return { ...entry, status: 'retired', mergedInto: null }
    way.add(next.key)
    end = next
  }
  return isOut(end)
    ? { ...entry, status: end.status, mergedInto: null, reason: end.reason }
    : { ...entry, mergedInto: end.key }
}

/** Merged, retired or rejected. */
export const isOut = ({ status }: CodebookEntry): boolean => status !== 'adopted' && status !== 'proposed'
