import { notedAs } from '../../codesIndex.ts'
import { findCode } from '../../resolveCode.ts'
import type { CodebookEntry } from '../codebook.ts'
import { readGuid } from '../guid.ts'
import type { PlannedCode } from './importPlan.ts'
import type { Planning } from './Planning.ts'

/** Plans an entry that is out of use in the file; those in use have been planned before. */
export const planDead = (planning: Planning, entry: CodebookEntry): void => {
  const planned: PlannedCode = {
    key: entry.key,
    name: entry.name,
    parent: null,
    outOfUse: true,
    action: 'skip',
    by: null,
    code: null,
    differences: [],
  }
  planning.planned.set(entry.key, planned)
  if (planning.options.choices?.get(entry.key) === 'skip') {
    planned.by = 'choice'
    return
  }
  const id = entry.identity && planning.byIdentity.get(readGuid(entry.identity) ?? entry.identity)
  if (id) {
    Object.assign(planned, {
      action: 'match',
      by: 'id',
      code: { id, name: findCode(planning.draft, id)?.name ?? '' },
    })
    return
  }
  const successor = entry.mergedInto === null ? undefined : planning.planned.get(entry.mergedInto)?.code
  const code = successor && findCode(planning.draft, successor.id)
  const kind = code?.kind ?? entry.kind ?? 'thematic'
  const fresh = planning.freshId(entry.identity)
  const notation =
    entry.notation && notedAs(planning.draft, entry.notation).length > 0 ? null : entry.notation
  const made = planning.try(
    {
      type: 'create',
      id: fresh,
      name: entry.name,
      kind,
      colour: entry.colour ?? undefined,
      definition: entry.definition,
      stance: entry.stance,
      notation,
      formerNames: entry.formerNames.length > 0 ? entry.formerNames : undefined,
      outOfUse: code
        ? { status: 'merged', into: code.id, reason: entry.reason }
        : {
            status: entry.status === 'rejected' ? 'rejected' : 'retired',
            reason: entry.reason || 'Out of use where it was imported from.',
          },
    },
    entry.name,
  )
  if (made) Object.assign(planned, { action: 'create', code: { id: fresh, name: entry.name } })
}
