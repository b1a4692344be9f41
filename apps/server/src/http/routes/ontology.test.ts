import { PolyphonyError, routes } from '@polyphony/contract'
import type { OperationInput } from '@polyphony/ontology'
import { readCodebook } from '@polyphony/ontology/exchange'
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

  it('remembers which codes a lead called different, once for two, until that is taken back', async () => {
    const { api, workspace, member } = await server().owner()
    const params = { workspace }
    await api.call(routes.applyOperations, {
      params,
      body: {
        operations: [
          { type: 'create', id: 'north', name: 'North' },
          { type: 'create', id: 'norths', name: 'Norths' },
        ],
      },
    })
    const set = (a: string, b: string, distinct = true) =>
      api.call(routes.setDistinctCodes, { params, body: { a, b, distinct } })
    await set('norths', 'north')
    await set('north', 'norths')
    const listed = await api.call(routes.listDistinctCodes, { params })
    expect(listed).toMatchObject([{ a: 'north', b: 'norths', by: member }])
    expect(await codeOf(set('north', 'nowhere'))).toBe('not-found')
    expect(await codeOf(set('north', 'north'))).toBe('invalid-input')
    await set('norths', 'north', false)
    expect(await api.call(routes.listDistinctCodes, { params })).toEqual([])
  })

  it('lists the revisions that concern some codes', async () => {
    const { api, workspace } = await server().owner()
    const apply = async (...operations: object[]) =>
      (await api.call(routes.applyOperations, { params: { workspace }, body: { operations } as never }))
        .revisions
    await apply(
      { type: 'create', id: 'ash', name: 'Ash' },
      { type: 'create', id: 'elm', name: 'Elm' },
      { type: 'create', id: 'oak', name: 'Oak' },
      { type: 'define', id: 'oak', definition: { short: 'Not of interest here.' } },
      { type: 'relate', id: 'r1', relation: 'tension', from: 'ash', to: 'elm' },
      { type: 'unrelate', id: 'r1' },
      { type: 'move', id: 'oak', parent: 'elm' },
      {
        type: 'cite',
        id: 'x1',
        code: 'elm',
        excerpt: { conversation: 'talk', member: 'ben', highlight: 'h1' },
      },
      { type: 'merge', ids: ['ash'], into: 'elm' },
    )
    const about = async (codes: string) =>
      (await api.call(routes.listRevisions, { params: { workspace }, query: { codes } })).map(
        ({ operation }) => operation.type,
      )
    expect(await about('elm')).toEqual(['merge', 'cite', 'move', 'unrelate', 'relate', 'create'])
    expect(await about('ash')).toEqual(['merge', 'unrelate', 'relate', 'create'])
    expect(await about('ash,oak')).toEqual([
      'merge',
      'move',
      'unrelate',
      'relate',
      'define',
      'create',
      'create',
    ])
  })

  it('lists who did what kind of thing by when, what was taken back, and gives each state there was', async () => {
    const { api, workspace, member } = await server().owner()
    const params = { workspace }
    const { revision: start } = await api.call(routes.getOntology, { params })
    const apply = async (...operations: OperationInput[]) =>
      (await api.call(routes.applyOperations, { params, body: { operations } })).revision
    await apply({ type: 'create', id: 'gull', name: 'Gull' }, { type: 'create', id: 'tern', name: 'Tern' })
    const merged = await apply({ type: 'merge', ids: ['tern'], into: 'gull', reason: 'Both are birds.' })
    const batch = await apply({
      type: 'batch',
      id: 'b1',
      title: 'Tidied up',
      steps: [
        { type: 'rename', id: 'gull', name: 'Seabird' },
        { type: 'create', id: 'crab', name: 'Crab' },
      ],
    })
    const list = async (query: object) =>
      (await api.call(routes.listRevisions, { params, query }))
        .map(({ number }) => number)
        .filter(number => number > start)
    expect(await list({ types: 'merge,split' })).toEqual([merged])
    expect((await list({ types: 'rename' }))[0]).toBe(batch)
    expect(await list({ actor: 'nobody' })).toEqual([])
    expect((await list({ actor: member, limit: 1 }))[0]).toBe(batch)
    expect(await list({ until: '2020-01-01T00:00:00.000Z' })).toEqual([])

    const at = (revision: number) =>
      api.call(routes.getOntologyAt, { params: { workspace, revision } }).then(({ codes }) => codes)
    expect(await at(0)).toEqual({})
    expect(await at(start)).not.toHaveProperty('gull')
    expect(await at(merged - 1)).toMatchObject({ gull: { name: 'Gull' }, tern: { status: 'adopted' } })
    expect(await at(merged)).toMatchObject({ tern: { mergedInto: 'gull' } })
    expect(await at(batch)).toEqual((await api.call(routes.getOntology, { params })).codes)
    expect(await codeOf(at(batch + 1))).toBe('not-found')

    // Taken back, and the taking back taken back: it stands again.
    const revert = (revision: number) => api.call(routes.revertRevision, { params: { workspace, revision } })
    const taken = async () =>
      (await api.call(routes.listRevisions, { params })).find(({ number }) => number === merged)?.takenBackBy
    const back = await revert(merged)
    expect(await taken()).toBe(back.revision)
    await revert(back.revision)
    expect(await taken()).toBeNull()
  })

  it('says beforehand what taking back would do, or why it will be refused', async () => {
    const { api, workspace } = await server().owner()
    const apply = (...operations: OperationInput[]) =>
      api.call(routes.applyOperations, { params: { workspace }, body: { operations } })
    const { revision } = await apply({ type: 'create', id: 'loom', name: 'Loom' })
    const preview = () => api.call(routes.previewRevert, { params: { workspace, revision } })
    expect(await preview()).toMatchObject({
      revision,
      operations: [{ type: 'undo', codes: [{ id: 'loom', to: { status: 'retired' } }] }],
      refused: null,
    })
    await apply({ type: 'retire', id: 'loom', reason: 'No one weaves.' })
    expect(await preview()).toMatchObject({ operations: [], refused: expect.stringMatching(/changed again/) })
    const analyst = await server().addMember('analyst')
    const { revisions } = await analyst.api.call(routes.applyOperations, {
      params: { workspace: analyst.workspace },
      body: { operations: [{ type: 'create', id: 'spindle', name: 'Spindle' }] },
    })
    const own = { workspace: analyst.workspace, revision: revisions[0]!.number }
    expect(await analyst.api.call(routes.previewRevert, { params: own })).toMatchObject({ refused: null })
    expect(
      await codeOf(
        analyst.api.call(routes.previewRevert, { params: { workspace: analyst.workspace, revision: 1 } }),
      ),
    ).toBe('forbidden')
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

  it('imports a codebook: a plan first, then as one act, which is taken back as one', async () => {
    const { api, workspace } = await server().owner()
    const params = { workspace }
    const qdc = `<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Elsewhere 1"><Codes>
      <Code guid="c001" name="Harbour" isCodable="true" color="rgb(10,20,30)"><Description>Where ships rest.</Description>
        <Code guid="D7AA29DA-519B-4946-9B90-253B6DB8FD0A" name="Mooring" isCodable="true"/></Code></Codes></CodeBook>`
    const body = { name: 'harbour.qdc', content: Buffer.from(qdc).toString('base64') }
    const plan = await api.call(routes.planCodebookImport, { params, body })
    expect(plan).toMatchObject({ format: 'qdc', origin: 'Elsewhere 1', languages: [], changes: 2 })
    expect(plan.codes.map(({ key, parent }) => parent !== null && parent !== key)).toEqual([false, true])
    expect(plan.codes.map(({ name, action }) => [name, action])).toEqual([
      ['Harbour', 'create'],
      ['Mooring', 'create'],
    ])
    expect(plan.notes.map(({ what, message }) => [what, message])).toEqual([
      ['guid-invalid', expect.stringMatching(/\(1\): Harbour$/)],
      ['colour-converted', expect.any(String)],
    ])
    expect((await api.call(routes.getOntology, { params })).revision).toBe(plan.revision)

    const done = await api.call(routes.importCodebook, { params, body: { ...body, revision: plan.revision } })
    expect(done).toMatchObject({
      revision: plan.revision + 1,
      recorded: { operation: { type: 'batch', title: 'Imported harbour.qdc' } },
    })
    const { codes } = await api.call(routes.getOntology, { params })
    expect(codes['d7aa29da-519b-4946-9b90-253b6db8fd0a']).toMatchObject({
      name: 'Mooring',
      status: 'adopted',
    })
    expect(
      await codeOf(api.call(routes.importCodebook, { params, body: { ...body, revision: plan.revision } })),
    ).toBe('stale-revision')
    // All of it is here now.
    const again = await api.call(routes.planCodebookImport, { params, body })
    expect([again.changes, again.codes.map(({ action, by }) => [action, by])]).toEqual([
      0,
      [
        ['match', 'place'],
        ['match', 'id'],
      ],
    ])
    const nothing = await api.call(routes.importCodebook, {
      params,
      body: { ...body, revision: again.revision },
    })
    expect(nothing).toMatchObject({ revision: again.revision, recorded: null })
    await api.call(routes.revertRevision, { params: { workspace, revision: done.revision } })
    const after = await api.call(routes.getOntology, { params })
    expect(Object.values(after.codes).filter(({ name }) => /Harbour|Mooring/.test(name))).toMatchObject([
      { status: 'retired' },
      { status: 'retired' },
    ])
  })

  it('tells the languages of a file, and takes the names of the one asked for', async () => {
    const { api, workspace } = await server().owner()
    const turtle = `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      <urn:x:1> a skos:Concept ; skos:prefLabel "Reef"@en , "Récif"@fr . <urn:x:2> a skos:Concept ; skos:prefLabel "Kelp"@en .`
    const body = { name: 'sea.ttl', content: Buffer.from(turtle).toString('base64') }
    const plan = async (language?: string) =>
      api.call(routes.planCodebookImport, { params: { workspace }, body: { ...body, language } })
    expect(await plan()).toMatchObject({
      languages: ['en', 'fr'],
      codes: [{ name: 'Reef' }, { name: 'Kelp' }],
    })
    expect((await plan('fr')).codes[0]?.name).toBe('Récif')
  })

  it('says of a file that cannot be read what is wrong, where, and what to do', async () => {
    const { api, workspace } = await server().owner()
    const plan = (text: string) =>
      api.call(routes.planCodebookImport, {
        params: { workspace },
        body: { name: 'x.qdc', content: Buffer.from(text).toString('base64') },
      })
    await expect(plan('<CodeBook>\n<Codes>\n<Code name="A"')).rejects.toMatchObject({
      code: 'codebook-unreadable',
      message: expect.stringMatching(/^The file ends at line 3 within <Codes>/),
      issues: [{ path: 'content.3', message: 'cut-off' }],
    })
    await expect(plan('<!DOCTYPE x><CodeBook/>')).rejects.toMatchObject({ issues: [{ message: 'doctype' }] })
  })

  it.each(['qdc', 'jsonld', 'ttl', 'csv', 'xlsx'] as const)('writes the codebook as %s', async format => {
    const { api, workspace } = await server().owner()
    const params = { workspace, format }
    const { codes } = await api.call(routes.getOntology, { params: { workspace } })
    const response = await api.send(routes.exportCodebook, { params })
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="codebook.${format}"`)
    const bytes = new Uint8Array(await response.arrayBuffer())
    const notes = await api.call(routes.previewCodebookExport, { params })
    for (const { message, kind } of notes)
      expect([message, kind]).toEqual([expect.any(String), expect.any(String)])
    if (format === 'xlsx') {
      expect([...bytes.slice(0, 2)]).toEqual([0x50, 0x4b])
      return
    }
    const { codebook } = await readCodebook(bytes)
    const names = Object.values(codes)
      .filter(({ status }) => format !== 'qdc' || status === 'adopted' || status === 'proposed')
      .map(({ name }) => name)
    expect(codebook.entries.map(({ name }) => name).sort()).toEqual(names.sort())
  })
})
