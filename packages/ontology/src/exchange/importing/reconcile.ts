import type { Definition } from '../../code.ts'
import { notedAs } from '../../codesIndex.ts'
import { findCode } from '../../resolveCode.ts'
import { parentOf } from '../../tree.ts'
import type { CodebookEntry } from '../codebook.ts'
import { DEFINITION_FIELDS, type ImportField, type PlannedCode } from './importPlan.ts'
import type { Planning } from './Planning.ts'

/** Where the file differs from a code that is here, and the steps for what is taken from it. */
export const reconcile = (
  planning: Planning,
  entry: CodebookEntry,
  id: string,
  parent: string | null,
): PlannedCode['differences'] => {
  const { onMatch = 'fill' } = planning.options
  const differences: PlannedCode['differences'] = []
  const code = () => findCode(planning.draft, id)!
  const differs = (field: ImportField, ours: string | null, theirs: string | null | undefined): boolean => {
    if (!theirs || theirs === (ours ?? '')) return false
    const taken = onMatch === 'replace' || (onMatch === 'fill' && !ours)
    differences.push({ field, ours: ours ?? '', theirs, taken })
    return taken
  }
  const untake = (field: ImportField) => {
    for (const difference of differences) if (difference.field === field) difference.taken = false
  }
  const definition: Partial<Definition> = {}
  for (const field of DEFINITION_FIELDS)
    if (differs(field, code().definition[field], entry.definition[field]))
      definition[field] = entry.definition[field]!
  const stance = differs('stance', code().stance, entry.stance)
  let notation = differs('notation', code().notation, entry.notation)
  if (notation && notedAs(planning.draft, entry.notation!).some(other => other.id !== id)) {
    planning.report.add('notation-taken', `${entry.name}: ${entry.notation}`)
    untake('notation')
    notation = false
  }
  if (Object.keys(definition).length > 0 || stance || notation)
    planning.try(
      {
        type: 'define',
        id,
        definition,
        ...(stance && { stance: entry.stance }),
        ...(notation && { notation: entry.notation }),
      },
      entry.name,
    )
  if (
    differs('colour', code().colour, entry.colour) &&
    !planning.try({ type: 'recolour', id, colour: entry.colour! }, entry.name)
  )
    untake('colour')
  const under = parentOf(planning.draft, code())
  if ((under?.id ?? null) !== parent) {
    const theirs = parent === null ? '' : findCode(planning.draft, parent)!.name
    const taken = onMatch === 'replace' && planning.try({ type: 'move', id, parent }, entry.name)
    differences.push({ field: 'parent', ours: under?.name ?? '', theirs, taken })
  }
  if (
    differs('name', code().name, entry.name) &&
    !planning.try({ type: 'rename', id, name: entry.name }, entry.name)
  )
    untake('name')
  return differences
}
