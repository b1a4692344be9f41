import { describe, expect, it } from 'vitest'
import type { PlannedCode } from '../../api/codebookFiles.ts'
import { countPlan, filterRows, planRows } from './planRows.ts'

const planned = (key: string, some: Partial<PlannedCode> = {}): PlannedCode => ({
  key,
  name: key,
  parent: null,
  outOfUse: false,
  action: 'create',
  by: null,
  code: null,
  differences: [],
  ...some,
})

const codes = [
  planned('Harbour'),
  planned('Mooring', { parent: 'Harbour' }),
  planned('Rope', {
    parent: 'Mooring',
    action: 'match',
    by: 'name',
    code: { id: 'r', name: 'Câble' },
    differences: [{ field: 'name', ours: 'Câble', theirs: 'Rope', taken: false }],
  }),
  planned('Anchor', { action: 'skip', by: 'choice' }),
]
const names = (rows: ReturnType<typeof planRows>) => rows.map(row => row.planned.name)

describe('the rows of a plan', () => {
  it('stand as deep as in the file', () => {
    expect(planRows(codes).map(({ depth }) => depth)).toEqual([0, 1, 2, 0])
  })

  it('are counted by what will be done, where they differ, and what somebody decided', () => {
    expect(countPlan(codes, { Anchor: 'skip' })).toEqual({
      all: 4,
      create: 2,
      match: 1,
      differ: 1,
      restore: 0,
      skip: 1,
      decided: 1,
    })
  })

  it('are found by either name, whatever the accents', () => {
    const rows = planRows(codes)
    expect(names(filterRows(rows, 'all', {}, 'cable'))).toEqual(['Rope'])
    expect(names(filterRows(rows, 'create', {}, 'R'))).toEqual(['Harbour', 'Mooring'])
    expect(names(filterRows(rows, 'decided', { Anchor: 'skip' }, ''))).toEqual(['Anchor'])
  })
})
