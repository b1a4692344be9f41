import type { OntologyChange } from '@polyphony/ontology'

/** In the order in which they are told: what comes and goes first, then where things stand, then what they say. */
export const CHANGE_GROUPS = [
  'created',
  'removed',
  'merged',
  'unmerged',
  'split',
  'settled',
  'renamed',
  'moved',
  'recast',
  'defined',
  'recoloured',
  'reordered',
  'relations',
  'mappings',
  'examples',
] as const
export type ChangeGroup = (typeof CHANGE_GROUPS)[number]

const groupOf = ({ change }: OntologyChange): ChangeGroup => {
  switch (change) {
    case 'related':
    case 'unrelated':
      return 'relations'
    case 'mapped':
    case 'unmapped':
      return 'mappings'
    case 'cited':
    case 'uncited':
      return 'examples'
    default:
      return change
  }
}

/** Differences by what kind they are of, kinds without any left out. */
export const groupChanges = (
  changes: readonly OntologyChange[],
): { group: ChangeGroup; changes: OntologyChange[] }[] => {
  const groups = new Map<ChangeGroup, OntologyChange[]>()
  for (const change of changes) {
    const group = groupOf(change)
    const known = groups.get(group)
    if (known) known.push(change)
    else groups.set(group, [change])
  }
  return CHANGE_GROUPS.flatMap(group => {
    const own = groups.get(group)
    return own ? [{ group, changes: own }] : []
  })
}
