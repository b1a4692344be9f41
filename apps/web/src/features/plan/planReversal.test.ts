import type { PlanConcept } from '@polyphony/contract'
import { describe, expect, it } from 'vitest'
import { fieldsChanged, reversalOf, turned } from './planReversal.ts'

const action: PlanConcept = {
  id: 'action-3-1',
  kind: 'action',
  parent: 'commitment-3',
  number: null,
  title: 'Run a lab',
  description: '',
  own: false,
  hidden: false,
  details: {
    status: null,
    owners: null,
    goals: null,
    metrics: null,
    timing: null,
    resources: null,
    link: null,
  },
  version: 1,
  changedBy: null,
  changedAt: null,
}
const changed: PlanConcept = {
  ...action,
  title: 'Run a wellbeing lab',
  details: { ...action.details!, status: 'done', goals: ['Open every evening'] },
}

describe('taking a change of the plan back', () => {
  it('restores every field as it was, and forth again', () => {
    const fields = fieldsChanged(action, changed)
    expect(fields.map(({ field }) => field)).toEqual(['title', 'status', 'goals'])
    expect(reversalOf(changed, fields)).toEqual({
      title: 'Run a lab',
      details: { status: null, goals: null },
    })
    expect(reversalOf(action, turned(fields))).toEqual({
      title: 'Run a wellbeing lab',
      details: { status: 'done', goals: ['Open every evening'] },
    })
  })

  it('leaves what somebody has changed since, and is nothing once all of it has been', () => {
    const fields = fieldsChanged(action, changed)
    const since = {
      ...changed,
      title: 'Another',
      details: { ...changed.details!, status: 'planned' as const },
    }
    expect(reversalOf(since, fields)).toEqual({ details: { goals: null } })
    expect(reversalOf(action, fields)).toBe(null)
  })

  it('hides what was added, once', () => {
    const added = [{ field: 'title', from: null, to: 'Listen every year' }]
    expect(reversalOf(action, added)).toEqual({ hidden: true })
    expect(reversalOf({ ...action, hidden: true }, added)).toBe(null)
  })
})
