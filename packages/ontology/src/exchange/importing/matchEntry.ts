import { type Code, type CodeKind, isLive } from '../../code.ts'
import { namedLike } from '../../codesIndex.ts'
import { foldName } from '../../names.ts'
import { findCode, resolveCode } from '../../resolveCode.ts'
import type { CodebookEntry } from '../codebook.ts'
import { readGuid } from '../guid.ts'
import type { PlannedCode } from './importPlan.ts'
import type { Planning } from './Planning.ts'

/** The code here that an entry is, and by what it is known. */
export const matchEntry = (
  planning: Planning,
  entry: CodebookEntry,
  kind: CodeKind,
  parent: string | null,
  unique: ReadonlySet<string>,
): { code: Code; by: PlannedCode['by'] } | null => {
  const choice = planning.options.choices?.get(entry.key)
  if (choice === 'create') return null
  if (typeof choice === 'object') {
    const code = resolveCode(planning.draft, choice.code)
    return code && { code, by: 'choice' }
  }
  const id = entry.identity && planning.byIdentity.get(readGuid(entry.identity) ?? entry.identity)
  const known = id ? findCode(planning.draft, id) : undefined
  if (known && !planning.claimed.has(known.id)) return { code: known, by: 'id' }
  const twin = planning.twinAt(entry.name, kind, parent)
  if (twin && !planning.claimed.has(twin.id)) return { code: twin, by: 'place' }
  // At the top of the file, a name that there is once in both says enough: many programs know no hierarchy.
  if (entry.parent !== null || !unique.has(foldName(entry.name))) return null
  const named = namedLike(planning.draft, { name: entry.name, id: '' } as Code).filter(
    code => isLive(code) && code.kind === kind && findCode(planning.ontology, code.id),
  )
  return named.length === 1 && !planning.claimed.has(named[0]!.id) ? { code: named[0]!, by: 'name' } : null
}
