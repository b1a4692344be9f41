import { foldForSearch } from '@polyphony/ontology'
import type { ImportDecisions, PlannedCode } from '../../api/codebookFiles.ts'

export const PLAN_FILTERS = ['all', 'create', 'match', 'differ', 'restore', 'skip', 'decided'] as const
export type PlanFilter = (typeof PLAN_FILTERS)[number]

export interface PlanRow {
  planned: PlannedCode
  /** How deep it stands in the file; 0 at its top. */
  depth: number
}

/** The codes of a plan with their depth in the file, in its order. */
export const planRows = (codes: readonly PlannedCode[]): PlanRow[] => {
  const depths = new Map<string, number>()
  // What is broader comes before what is narrower.
  return codes.map(planned => {
    const depth = planned.parent === null ? 0 : (depths.get(planned.parent) ?? -1) + 1
    depths.set(planned.key, depth)
    return { planned, depth }
  })
}

const passes = (
  { action, differences, key }: PlannedCode,
  filter: PlanFilter,
  choices: ImportDecisions['choices'],
): boolean => {
  if (filter === 'all') return true
  if (filter === 'differ') return differences.length > 0
  if (filter === 'decided') return Object.hasOwn(choices, key)
  return action === filter
}

/** How many codes each filter would show. */
export const countPlan = (
  codes: readonly PlannedCode[],
  choices: ImportDecisions['choices'],
): Record<PlanFilter, number> => {
  const count = (filter: PlanFilter) => codes.filter(code => passes(code, filter, choices)).length
  return {
    all: codes.length,
    create: count('create'),
    match: count('match'),
    differ: count('differ'),
    restore: count('restore'),
    skip: count('skip'),
    decided: count('decided'),
  }
}

/** The rows a filter and a search leave; the search looks at the name in the file and at the code it is here. */
export const filterRows = (
  rows: readonly PlanRow[],
  filter: PlanFilter,
  choices: ImportDecisions['choices'],
  query: string,
): PlanRow[] => {
  const asked = foldForSearch(query)
  return rows.filter(
    ({ planned }) =>
      passes(planned, filter, choices) &&
      (!asked ||
        foldForSearch(planned.name).includes(asked) ||
        (planned.code !== null && foldForSearch(planned.code.name).includes(asked))),
  )
}
