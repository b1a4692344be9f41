import { PolyphonyError, routes } from '@polyphony/contract'
import { describe, expect, it } from 'vitest'
import { useTestServer } from '../../testing/startTestServer.ts'

const server = useTestServer()

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof PolyphonyError ? error.code : error),
  )

describe('the ontology over HTTP', () => {
  it('is changed, read, listed newest first page by page, and taken back', async () => {
    const { api, workspace, member } = await server().owner()
    const params = { workspace }
    const before = await api.call(routes.getOntology, { params })
    const answer = await api.call(routes.applyOperations, {
      params,
      body: {
        operations: [
          { type: 'create', id: 'wind', name: 'Headwind' },
          { type: 'create', id: 'tide', name: 'Turning tide', parent: 'wind' },
        ],
        note: 'From the second reading',
        revision: before.revision,
      },
    })
    expect(answer.revision).toBe(before.revision + 2)
    const [newest] = await api.call(routes.listRevisions, { params, query: { limit: 1 } })
    expect(newest).toMatchObject({ number: answer.revision, actor: member, note: 'From the second reading' })
    const [older] = await api.call(routes.listRevisions, {
      params,
      query: { before: answer.revision, limit: 1 },
    })
    expect(older?.number).toBe(answer.revision - 1)

    await api.call(routes.revertRevision, { params: { workspace, revision: answer.revision } })
    const after = await api.call(routes.getOntology, { params })
    expect(after.codes).toMatchObject({ wind: { status: 'adopted' }, tide: { status: 'retired' } })
  })

  it('answers refusals with their code, and where', async () => {
    const { api, workspace } = await server().owner()
    const apply = (body: object) =>
      api.call(routes.applyOperations, { params: { workspace }, body: body as never })
    const { revision } = await apply({ operations: [{ type: 'create', id: 'once', name: 'Once' }] })
    const twice = { operations: [{ type: 'create', id: 'twice', name: 'ONCE' }] }
    expect(await codeOf(apply(twice))).toBe('ontology-refused')
    expect(await codeOf(apply({ ...twice, revision: revision - 1 }))).toBe('stale-revision')
    expect(await codeOf(apply({ operations: [{ type: 'vanish', id: 'once' }] }))).toBe('invalid-input')
    const undo = { type: 'undo', codes: [], relations: [], mappings: [] }
    expect(await codeOf(apply({ operations: [undo] }))).toBe('invalid-input')
    expect(await codeOf(api.call(routes.revertRevision, { params: { workspace, revision: 99_999 } }))).toBe(
      'not-found',
    )
  })

  it('lets analysts propose and writers read', async () => {
    const analyst = await server().addMember('analyst')
    const { workspace } = analyst
    const proposal = { operations: [{ type: 'create' as const, id: 'idea', name: 'An idea' }] }
    const { revisions } = await analyst.api.call(routes.applyOperations, {
      params: { workspace },
      body: proposal,
    })
    expect(revisions[0]?.operation).toMatchObject({ proposed: true })

    const writer = await server().addMember('writer')
    expect((await writer.api.call(routes.getOntology, { params: { workspace } })).codes.idea?.status).toBe(
      'proposed',
    )
    expect(
      await codeOf(writer.api.call(routes.applyOperations, { params: { workspace }, body: proposal })),
    ).toBe('forbidden')
    const viewer = await server().addMember('viewer')
    expect(await codeOf(viewer.api.call(routes.getOntology, { params: { workspace } }))).toBe('forbidden')
    expect(await codeOf(server().api().call(routes.getOntology, { params: { workspace } }))).toBe(
      'sign-in-required',
    )
  })
})
