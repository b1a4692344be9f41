import { type CodeKind, isLive } from '../../code.ts'
import { notedAs } from '../../codesIndex.ts'
import { findCode, resolveCode } from '../../resolveCode.ts'
import type { CodebookEntry } from '../codebook.ts'
import type { PlannedCode } from './importPlan.ts'
import { matchEntry } from './matchEntry.ts'
import type { Planning } from './Planning.ts'
import { reconcile } from './reconcile.ts'

/** Plans an entry that is in use in the file; what it stands under has been planned before. */
export const planLiving = (planning: Planning, entry: CodebookEntry, unique: ReadonlySet<string>): void => {
  const plan = (some: Partial<PlannedCode>) =>
    planning.planned.set(entry.key, {
      key: entry.key,
      name: entry.name,
      parent: entry.parent,
      outOfUse: false,
      action: 'skip',
      by: null,
      code: null,
      differences: [],
      ...some,
    })
  if (planning.options.choices?.get(entry.key) === 'skip') {
    plan({ by: 'choice' })
    return
  }
  const parent = planning.parentIdOf(entry)
  const broader = parent === null ? undefined : findCode(planning.draft, parent)
  const kind = broader?.kind ?? entry.kind ?? 'thematic'
  if (entry.kind !== null && entry.kind !== kind) planning.report.add('kind-of-parent', entry.name)
  const match = matchEntry(planning, entry, kind, parent, unique)
  if (!match) {
    create(planning, entry, kind, parent, plan)
    return
  }
  const { code, by } = match
  planning.claimed.add(code.id)
  if (code.mergedInto !== null) {
    const successor = resolveCode(planning.draft, code.id)
    planning.report.add('already-merged', entry.name)
    plan({
      action: successor ? 'match' : 'skip',
      by,
      code: successor && { id: successor.id, name: successor.name },
    })
    return
  }
  const restore = !isLive(code)
  if (restore && !planning.try({ type: 'restore', id: code.id }, entry.name)) {
    plan({ action: 'skip', by })
    return
  }
  plan({
    action: restore ? 'restore' : 'match',
    by,
    code: { id: code.id, name: code.name },
    differences: reconcile(planning, entry, code.id, parent),
  })
}

const create = (
  planning: Planning,
  entry: CodebookEntry,
  kind: CodeKind,
  parent: string | null,
  plan: (some: Partial<PlannedCode>) => void,
): void => {
  let { notation } = entry
  const name = planning.freeName(entry.name, kind, parent)
  if (name !== entry.name) planning.report.add('name-repeated', entry.name)
  if (notation && notedAs(planning.draft, notation).length > 0) {
    planning.report.add('notation-taken', `${entry.name}: ${notation}`)
    notation = null
  }
  const id = planning.freshId(entry.identity)
  const { definition, stance, status, formerNames } = entry
  const made = planning.try(
    {
      type: 'create',
      id,
      name,
      kind,
      parent,
      colour: entry.colour ?? undefined,
      definition,
      stance,
      notation,
      proposed: status === 'proposed',
      formerNames: formerNames.length > 0 ? formerNames : undefined,
    },
    entry.name,
  )
  if (!made) {
    plan({})
    return
  }
  planning.claimed.add(id)
  plan({ action: 'create', code: { id, name } })
}
