import { type Actor, PolyphonyError, type Role } from '@polyphony/contract'
import { documentName, newId, readOntologyDocument } from '@polyphony/document'
import { emptyOntology, type OperationInput, resolveCode, roots } from '@polyphony/ontology'
import mongoose from 'mongoose'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { startTestCollab, startTestDatabase, waitUntil } from '../collab/testing/startTestCollab.ts'
import { liveDocuments, setLiveDocuments } from '../liveDocuments.ts'
import { HighlightModel } from '../models/highlightRecord.ts'
import { OntologyRevisionModel } from '../models/ontologyRevision.ts'
import { OntologyStateModel } from '../models/ontologyState.ts'
import { applyOntologyOperations } from './applyOntologyOperations.ts'
import { commitOperations } from './commitOperations.ts'
import { createOntology } from './createOntology.ts'
import { fillOntologyDocument, stopPublishing } from './publishOntology.ts'
import { readOntology, replay } from './readOntology.ts'
import { revertRevision } from './revertRevision.ts'

const logger = pino({ level: 'silent' })
let database: Awaited<ReturnType<typeof startTestDatabase>>
let collab: Awaited<ReturnType<typeof startTestCollab>>

beforeAll(async () => {
  database = await startTestDatabase()
  collab = await startTestCollab({ connection: mongoose.connection, onOntologyLoad: fillOntologyDocument })
  setLiveDocuments(collab.collab.live)
})
afterAll(async () => {
  stopPublishing()
  setLiveDocuments(null)
  await collab?.close()
  await database?.close()
})

const create = (id: string, parent: string | null = null): OperationInput => ({
  type: 'create',
  id,
  name: id,
  parent,
})

/** A workspace of its own, with somebody of each role in it. */
const study = () => {
  const workspace = newId()
  const actor = (role: Role): Actor => ({
    user: `user-${role}`,
    memberships: [{ workspace, member: role, role, owner: false }],
  })
  const apply = (
    operations: OperationInput[],
    options: { role?: Role; revision?: number; stale?: 'rebase' | 'refuse'; note?: string } = {},
  ) =>
    applyOntologyOperations({
      workspace,
      actor: actor(options.role ?? 'lead'),
      operations,
      logger,
      ...options,
    })
  const revert = (revision: number, role: Role = 'lead') =>
    revertRevision({ workspace, revision, actor: actor(role), logger })
  const record = () => OntologyRevisionModel.find({ workspace }).sort({ number: 1 }).lean()
  return { workspace, actor, apply, revert, record }
}

const refusal = async (work: Promise<unknown>): Promise<PolyphonyError> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof PolyphonyError) return error
  throw error ?? new Error('It was not refused.')
}

const live = (workspace: string) =>
  liveDocuments().read(documentName({ kind: 'ontology', workspace }), doc => readOntologyDocument(doc))

describe('changing the ontology', () => {
  it('records each operation, keeps the state, and the live document follows before the answer', async () => {
    const { workspace, apply, record } = study()
    const answer = await apply([create('voice'), create('heard', 'voice')], { note: 'A beginning' })
    expect(answer.revision).toBe(2)
    expect(answer.revisions).toMatchObject([
      { number: 1, actor: 'lead', note: 'A beginning', operation: { type: 'create', id: 'voice' } },
      { number: 2, operation: { colour: expect.stringMatching(/^#/) } },
    ])
    const ontology = await readOntology(workspace)
    expect(await live(workspace)).toEqual(ontology)
    expect((await OntologyStateModel.findById(workspace).lean())?.ontology).toEqual(ontology)
    expect(replay(emptyOntology, await record())).toEqual(ontology)
  })

  it('reaches a browser that has the ontology open', async () => {
    const workspace = 'study'
    const name = documentName({ kind: 'ontology', workspace })
    const client = collab.open(name, 'ben')
    await waitUntil(() => client.provider.synced)
    await commitOperations({ workspace, member: 'ada', operations: [create('a')], logger })
    await waitUntil(() => readOntologyDocument(client.doc).codes.a)
    expect(readOntologyDocument(client.doc)).toEqual(await readOntology(workspace))
  })

  it('applies all of a request or nothing of it', async () => {
    const { workspace, apply, record } = study()
    const error = await refusal(apply([create('a'), create('b'), { type: 'rename', id: 'b', name: 'A' }]))
    expect(error).toMatchObject({
      code: 'ontology-refused',
      message:
        'There is already a code “a” at the top level. Choose another name than “A”, or merge the two.',
      issues: [{ path: 'operations.2', message: 'duplicate-name' }],
    })
    expect(await record()).toEqual([])
    expect(await readOntology(workspace)).toEqual(emptyOntology)
  })

  it('refuses a stale revision and tells what changed since', async () => {
    const { apply } = study()
    await apply([create('a')])
    await apply([{ type: 'rename', id: 'a', name: 'Asked' }, create('b')], { revision: 1 })
    const error = await refusal(apply([create('c')], { revision: 1 }))
    expect(error).toMatchObject({
      code: 'stale-revision',
      issues: [
        { path: 'revisions.3', message: 'created “b”' },
        { path: 'revisions.2', message: 'renamed “a” to “Asked”' },
      ],
    })
  })

  it('does what was meant for an older revision, leaves out what was done since, and refuses with the reason', async () => {
    const { workspace, apply } = study()
    await apply([create('a'), create('b'), create('c')])
    await apply([
      { type: 'merge', ids: ['a'], into: 'b' },
      { type: 'rename', id: 'c', name: 'Care' },
    ])
    const stale = { revision: 3, stale: 'rebase' } as const
    const { revisions } = await apply([create('d', 'a'), { type: 'rename', id: 'c', name: 'Care' }], stale)
    expect(revisions).toMatchObject([{ number: 6, operation: { type: 'create', id: 'd', parent: 'b' } }])
    expect(await apply([{ type: 'merge', ids: ['a'], into: 'b' }], stale)).toEqual({
      revision: 6,
      revisions: [],
    })
    expect(await refusal(apply([{ type: 'merge', ids: ['b'], into: 'a' }], stale))).toMatchObject({
      code: 'stale-revision',
      message:
        '“a” and “b” were merged the other way round meanwhile. They are one code, “b”; rename it if the other name is better.',
      issues: [{ path: 'revisions.6' }, { path: 'revisions.5', message: 'renamed “c” to “Care”' }, {}],
    })
    expect(await refusal(apply([create('x')], { ...stale, revision: 9 }))).toMatchObject({
      code: 'stale-revision',
      message: 'The ontology has no revision 9 yet; it is at 6.',
    })
    expect((await readOntology(workspace)).revision).toBe(6)
  })

  it('recognises a request that is sent again for an older revision', async () => {
    const { apply } = study()
    await apply([create('a')])
    const first = await apply([create('b')], { revision: 1, stale: 'rebase' })
    await apply([create('c')])
    expect((await apply([create('b')], { revision: 1, stale: 'rebase' })).revisions).toEqual(first.revisions)
  })

  it('records all of a large batch, and answers with its first steps and how many there are more', async () => {
    const { workspace, apply, record } = study()
    const steps = Array.from({ length: 120 }, (_, i) => ({
      type: 'create' as const,
      id: `c${i}`,
      name: `C ${i}`,
    }))
    const { revisions } = await apply([{ type: 'batch', id: 'large', title: 'Imported', steps }])
    expect(revisions).toMatchObject([{ omitted: 70, operation: { steps: { length: 50 } } }])
    expect((await record())[0]?.operation).toMatchObject({ steps: { length: 120 } })
    expect(roots(await readOntology(workspace))).toHaveLength(120)
  })

  it('records a batch as one revision, takes it back as one, and gives it again', async () => {
    const { workspace, apply, revert } = study()
    await apply([create('a')])
    const before = await readOntology(workspace)
    const { revisions } = await apply([
      {
        type: 'batch',
        id: 'import1',
        title: 'Imported themes.qdc',
        steps: [
          { type: 'create', id: 'x', name: 'X', parent: 'a' },
          { type: 'create', id: 'y', name: 'Y', parent: 'x' },
          { type: 'rename', id: 'a', name: 'Asked' },
        ],
      },
    ])
    expect(revisions).toMatchObject([{ number: 2, operation: { type: 'batch' } }])
    const imported = await readOntology(workspace)
    await revert(2)
    const back = await readOntology(workspace)
    expect(back.codes.a).toEqual(before.codes.a)
    expect([back.codes.x?.status, back.codes.y?.status]).toEqual(['retired', 'retired'])
    await revert(3)
    expect((await readOntology(workspace)).codes).toEqual(imported.codes)
    expect(await live(workspace)).toEqual(await readOntology(workspace))
  })

  it('recognises a request that is sent again, and no other that uses its id', async () => {
    const { apply } = study()
    const request: OperationInput[] = [create('a'), create('b', 'a')]
    const first = await apply(request)
    await apply([create('c')])
    expect((await apply(request)).revisions).toEqual(first.revisions)
    expect(await refusal(apply([{ ...create('a'), name: 'Other' } as OperationInput]))).toMatchObject({
      code: 'ontology-refused',
      issues: [{ message: 'duplicate-id' }],
    })
  })

  it('stores no null where a field was left out', async () => {
    const { workspace, apply } = study()
    await apply([create('a'), create('b'), { type: 'merge', ids: ['a'], into: 'b' }])
    await apply([{ type: 'unmerge', id: 'a', name: undefined }])
    await OntologyStateModel.deleteOne({ _id: workspace })
    expect((await readOntology(workspace)).codes.a?.status).toBe('adopted')
  })
})

describe('who may', () => {
  it('lets an analyst propose, and nothing else', async () => {
    const { apply } = study()
    const { revisions } = await apply([{ ...create('a'), proposed: false } as OperationInput], {
      role: 'analyst',
    })
    expect(revisions[0]?.operation).toMatchObject({ type: 'create', proposed: true })
    const batch: OperationInput = {
      type: 'batch',
      id: 'b',
      title: 'Several',
      steps: [{ type: 'create', id: 'c', name: 'C' }],
    }
    for (const operation of [{ type: 'adopt', id: 'a' } as const, batch])
      expect(await refusal(apply([operation], { role: 'analyst' }))).toMatchObject({ code: 'forbidden' })
    expect((await apply([{ type: 'adopt', id: 'a' }])).revision).toBe(2)
  })

  it.each(['writer', 'trustee', 'participant', 'viewer'] as const)('refuses a %s', async role => {
    const { apply, revert } = study()
    await apply([create('a')])
    expect(await refusal(apply([create('b')], { role }))).toMatchObject({ code: 'forbidden' })
    expect(await refusal(revert(1, role))).toMatchObject({ code: 'forbidden' })
  })

  it('refuses strangers, tokens for reading, and an undo written by hand', async () => {
    const { workspace, actor, apply } = study()
    const operations = [create('a')]
    for (const somebody of [
      { user: 'x', memberships: [] },
      { ...actor('lead'), readOnly: true },
    ])
      expect(
        await refusal(applyOntologyOperations({ workspace, actor: somebody, operations, logger })),
      ).toMatchObject({
        code: 'forbidden',
      })
    const undo: OperationInput = { type: 'undo', codes: [], relations: [], mappings: [] }
    expect(await refusal(apply([undo]))).toMatchObject({ code: 'invalid-input' })
  })
})

describe('many at once', () => {
  it('gives ten writers consecutive revisions and one state, the same by replay', async () => {
    const { workspace, apply, record } = study()
    await Promise.all(Array.from({ length: 10 }, (_, i) => apply([create(`c${i}`)])))
    const records = await record()
    expect(records.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    const ontology = await readOntology(workspace)
    expect(roots(ontology)).toHaveLength(10)
    expect(replay(emptyOntology, records)).toEqual(ontology)
    expect((await OntologyStateModel.findById(workspace).lean())?.ontology).toEqual(ontology)
    expect(await live(workspace)).toEqual(ontology)
  })

  it('never mixes requests of several operations', async () => {
    const { workspace, apply, record } = study()
    await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        apply([create(`p${i}`), create(`q${i}`, `p${i}`), create(`r${i}`, `q${i}`)]),
      ),
    )
    const ids = (await record()).map(({ operation }) => (operation as { id: string }).id)
    expect(ids).toHaveLength(18)
    for (let i = 0; i < ids.length; i += 3) {
      const n = ids[i]!.slice(1)
      expect(ids.slice(i, i + 3)).toEqual([`p${n}`, `q${n}`, `r${n}`])
    }
    expect(replay(emptyOntology, await record())).toEqual(await readOntology(workspace))
  })

  it('lets one of two merges that contradict each other win, and tells the other', async () => {
    const { apply, workspace } = study()
    await apply([create('a'), create('b')])
    const outcomes = await Promise.allSettled([
      apply([{ type: 'merge', ids: ['a'], into: 'b' }]),
      apply([{ type: 'merge', ids: ['b'], into: 'a' }]),
    ])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const ontology = await readOntology(workspace)
    expect(resolveCode(ontology, 'a')?.id).toBe(resolveCode(ontology, 'b')?.id)
  })
})

describe('after a crash', () => {
  it('rebuilds a state that is behind its revisions, or lost', async () => {
    const { workspace, apply } = study()
    await apply([create('a')])
    const early = await OntologyStateModel.findById(workspace).lean()
    await apply([create('b'), create('c')])
    const ontology = await readOntology(workspace)

    await OntologyStateModel.replaceOne({ _id: workspace }, early!)
    expect(await readOntology(workspace)).toEqual(ontology)
    expect((await OntologyStateModel.findById(workspace).lean())?.revision).toBe(3)

    await OntologyStateModel.deleteOne({ _id: workspace })
    expect((await apply([create('d')])).revision).toBe(4)
    expect(roots(await readOntology(workspace))).toHaveLength(4)
  })

  it('opens a document that is behind equal to the record', async () => {
    const { workspace, apply } = study()
    await apply([create('a'), create('b')])
    const doc = new Y.Doc()
    doc.getMap('codes').set('ghost', { id: 'ghost' })
    await fillOntologyDocument(workspace, doc)
    expect(readOntologyDocument(doc)).toEqual(await readOntology(workspace))
    expect(doc.getMap('codes').has('ghost')).toBe(false)
  })
})

describe('when the live document cannot follow', () => {
  afterEach(() => setLiveDocuments(collab.collab.live))

  it('keeps the record, says so in the log, and catches up with the next change', async () => {
    const { workspace, apply } = study()
    await apply([create('a')])
    const lines: string[] = []
    const told = pino({ level: 'warn' }, { write: (line: string) => void lines.push(JSON.parse(line).msg) })
    setLiveDocuments({
      ...collab.collab.live,
      transact: () => Promise.reject(new PolyphonyError('unavailable', 'Not now.')),
    })
    await commitOperations({ workspace, member: 'lead', operations: [create('b')], logger: told })
    expect(lines).toEqual(['the live ontology is behind its record; it is tried again'])
    expect((await readOntology(workspace)).revision).toBe(2)
    expect((await live(workspace)).revision).toBe(1)

    setLiveDocuments(collab.collab.live)
    await waitUntil(async () => (await live(workspace)).revision === 2)
    expect(await live(workspace)).toEqual(await readOntology(workspace))
  })
})

describe('taking back', () => {
  it('records the way back as a revision of its own, which can be taken back too', async () => {
    const { workspace, apply, revert } = study()
    await apply([create('a'), create('b'), create('c', 'a')])
    const before = await readOntology(workspace)
    await apply([{ type: 'merge', ids: ['a'], into: 'b' }])
    const merged = await readOntology(workspace)
    const { revisions } = await revert(4)
    expect(revisions).toMatchObject([{ number: 5, reverts: 4, operation: { type: 'undo' } }])
    expect((await readOntology(workspace)).codes).toEqual(before.codes)
    await revert(5)
    expect((await readOntology(workspace)).codes).toEqual(merged.codes)
  })

  it('retires a code whose creation is taken back, so that codings made meanwhile keep their record', async () => {
    const { workspace, apply, revert } = study()
    await apply([create('a')])
    await apply([{ type: 'rename', id: 'a', name: 'Asked' }])
    await revert(1)
    const ontology = await readOntology(workspace)
    expect(ontology.codes.a).toMatchObject({ status: 'retired', reason: 'Revision 1 was taken back.' })
    expect(resolveCode(ontology, 'a')).toBeNull()
  })

  it('refuses what was changed again since, and what never was', async () => {
    const { apply, revert } = study()
    await apply([create('a'), { type: 'rename', id: 'a', name: 'B' }, { type: 'rename', id: 'a', name: 'C' }])
    expect(await refusal(revert(2))).toMatchObject({
      code: 'ontology-refused',
      message: '“C” was changed again since. Take the later change back first.',
    })
    expect(await refusal(revert(9))).toMatchObject({ code: 'not-found' })
  })
})

describe('taking a new code back', () => {
  const applied = (workspace: string, member: string, code: string) =>
    HighlightModel.create({
      _id: `c/${member}/${code}-${newId()}`,
      workspace,
      conversation: 'c',
      member,
      highlight: newId(),
      status: 'exact',
      passages: [],
      codings: [{ code, createdAt: new Date() }],
      createdAt: new Date(),
      hash: 'h',
    })

  it('lets an analyst withdraw a proposal of their own and bring it back as one, as often as they like', async () => {
    const { workspace, apply, revert } = study()
    const { revision } = await apply([create('mine')], { role: 'analyst' })
    await applied(workspace, 'analyst', 'mine')
    const withdrawn = await revert(revision, 'analyst')
    expect((await readOntology(workspace)).codes.mine?.status).toBe('retired')
    const back = await revert(withdrawn.revision, 'analyst')
    expect((await readOntology(workspace)).codes.mine?.status).toBe('proposed')
    await revert(back.revision, 'analyst')
    expect((await readOntology(workspace)).codes.mine?.status).toBe('retired')
  })

  it('keeps a code that others have applied, or a lead has adopted, or somebody else has proposed', async () => {
    const { workspace, actor, apply, revert } = study()
    await apply([create('used')], { role: 'analyst' })
    await apply([create('adopted')], { role: 'analyst' })
    await apply([{ type: 'adopt', id: 'adopted' }])
    await applied(workspace, 'mona', 'used')
    expect(await refusal(revert(1, 'analyst'))).toMatchObject({ code: 'ontology-refused' })
    expect(await refusal(revert(2, 'analyst'))).toMatchObject({ code: 'ontology-refused' })
    expect(await refusal(revert(3, 'analyst'))).toMatchObject({ code: 'forbidden' })
    const stranger = {
      user: 'user-mona',
      memberships: [{ workspace, member: 'mona', role: 'analyst' as const, owner: false }],
    }
    expect(await refusal(revertRevision({ workspace, revision: 1, actor: stranger, logger }))).toMatchObject({
      code: 'forbidden',
    })
    const asked = { workspace, revision: 1, actor: actor('lead'), logger }
    expect(await refusal(revertRevision({ ...asked, unlessUsed: true }))).toMatchObject({
      code: 'ontology-refused',
      message: 'Others have applied this code meanwhile: it stays in the codebook.',
    })
    await revertRevision(asked)
    expect((await readOntology(workspace)).codes.used?.status).toBe('retired')
  })
})

it('gives a new workspace the starter ontology, once', async () => {
  const { workspace, apply } = study()
  await createOntology({ workspace, member: 'lead', logger })
  const { revision, codes } = await readOntology(workspace)
  expect(Object.keys(codes).length).toBe(20)
  await apply([create('mine')])
  await createOntology({ workspace, member: 'lead', logger })
  expect((await readOntology(workspace)).revision).toBe(revision + 1)
})
