import { type PlanConcept, PolyphonyError, type RouteInput, routes } from '@polyphony/contract'
import { describe, expect, it } from 'vitest'
import { useTestServer } from '../../testing/startTestServer.ts'

const server = useTestServer()

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof PolyphonyError ? error.code : error),
  )

/** A workspace of its own: plans are changed for good. */
const plan = async () => {
  const { api } = await server().owner()
  const { id: workspace } = await api.call(routes.createWorkspace, { body: { name: 'A plan' } })
  const params = { workspace }
  return {
    api,
    workspace,
    get: () => api.call(routes.getPlan, { params }),
    one: async (id: string): Promise<PlanConcept> =>
      (await api.call(routes.getPlan, { params })).concepts.find(concept => concept.id === id)!,
    add: (body: RouteInput<typeof routes.addPlanConcept>['body']) =>
      api.call(routes.addPlanConcept, { params, body }),
    change: (concept: string, body: RouteInput<typeof routes.changePlanConcept>['body']) =>
      api.call(routes.changePlanConcept, { params: { workspace, concept }, body }),
    changes: (concept?: string) => api.call(routes.listPlanChanges, { params, query: { concept } }),
  }
}

describe('the plan of a workspace over HTTP', () => {
  it('begins as shipped: priorities, then commitments, each before its actions', async () => {
    const { get } = await plan()
    const { scheme, concepts } = await get()
    expect(scheme).toBe('strategic-plan')
    expect(concepts.slice(0, 5).map(({ id }) => id)).toEqual([
      'belonging',
      'achievement',
      'composition',
      'commitment-3',
      'action-3-1',
    ])
    expect(concepts[4]).toMatchObject({
      parent: 'commitment-3',
      own: false,
      hidden: false,
      details: { status: 'in-progress', owners: null, link: null },
      version: 0,
      changedBy: null,
    })
  })

  it('keeps what leads say of an action, with who changed what, and refuses what is out of date', async () => {
    const { one, change, changes, workspace, api } = await plan()
    const owners = [{ audience: 'staff' as const, name: 'Vice president for people' }]
    const first = await change('action-3-5', {
      version: 0,
      details: { owners, goals: ['Named by spring'], link: 'https://example.org/criteria' },
    })
    expect(first).toMatchObject({ version: 1, details: { owners, status: null }, title: expect.any(String) })
    // Nothing differs: nothing is recorded.
    expect(await change('action-3-5', { version: 1, details: { owners } })).toEqual(first)
    expect(await codeOf(change('action-3-5', { version: 0, details: { status: 'done' } }))).toBe(
      'stale-revision',
    )
    await change('action-3-5', { version: 1, details: { status: 'in-progress', goals: null } })
    expect((await one('action-3-5')).details).toMatchObject({ owners, status: 'in-progress', goals: null })
    const { memberships } = await api.call(routes.getSession, {})
    const { member } = memberships.find(m => m.workspace.id === workspace)!
    expect(await changes('action-3-5')).toMatchObject([
      {
        actor: member,
        fields: [
          { field: 'status', from: null, to: 'in-progress' },
          { field: 'goals', from: ['Named by spring'], to: null },
        ],
      },
      { fields: [{ field: 'owners' }, { field: 'goals' }, { field: 'link' }] },
    ])
    expect(await codeOf(change('action-3-5', { version: 2, details: { link: 'javascript:alert(1)' } }))).toBe(
      'invalid-input',
    )
    expect(await codeOf(change('commitment-3', { version: 0, details: { status: 'done' } }))).toBe(
      'invalid-input',
    )
    expect(await codeOf(change('nothing', { version: 0, hidden: true }))).toBe('not-found')
  })

  it('takes commitments and actions of one’s own, once, and hides shipped ones', async () => {
    const { get, one, add, change } = await plan()
    const commitment = { id: 'ours', kind: 'commitment' as const, number: 4, title: 'Listen every year' }
    await add(commitment)
    expect(await add(commitment)).toMatchObject({ own: true, version: 1 })
    expect(await codeOf(add({ ...commitment, title: 'Another' }))).toBe('already-exists')
    expect(await codeOf(add({ id: 'stray', kind: 'action', title: 'Whose?' }))).toBe('invalid-input')
    expect(await codeOf(add({ id: 'stray', kind: 'action', parent: 'belonging', title: 'Whose?' }))).toBe(
      'invalid-input',
    )
    await add({ id: 'ours-1', kind: 'action', parent: 'ours', title: 'Publish what was heard' })
    await add({ id: 'extra', kind: 'action', parent: 'commitment-5', title: 'Fund fellowships' })
    await change('commitment-3', { version: 0, hidden: true })
    expect((await one('commitment-3')).hidden).toBe(true)
    const ids = (await get()).concepts.map(({ id }) => id)
    // By number, shipped before own; an own action after those that are shipped.
    expect(ids.filter(id => /^(commitment-|ours$)/.test(id))).toEqual([
      'commitment-3',
      'commitment-4',
      'ours',
      'commitment-5',
    ])
    expect(ids[ids.indexOf('ours') + 1]).toBe('ours-1')
    expect(ids.at(-1)).toBe('extra')
    expect((await one('extra')).details).toMatchObject({ status: null, goals: null })
  })

  it('an own commitment loses its number again, a shipped one gets back its own', async () => {
    const { add, change, one } = await plan()
    await add({ id: 'ours', kind: 'commitment', title: 'Listen every year' })
    await change('ours', { version: 1, number: 6 })
    expect(await change('ours', { version: 2, number: null })).toMatchObject({ number: null, version: 3 })
    await change('commitment-3', { version: 0, number: 9 })
    await change('commitment-3', { version: 1, number: null })
    expect((await one('commitment-3')).number).toBe(3)
  })

  it('of two who change the same at once, one is told', async () => {
    const { change } = await plan()
    const outcomes = await Promise.all(
      ['done', 'planned'].map(status =>
        codeOf(change('action-4-1', { version: 0, details: { status: status as 'done' | 'planned' } })),
      ),
    )
    expect(outcomes.sort()).toEqual([null, 'stale-revision'].sort())
  })
})
