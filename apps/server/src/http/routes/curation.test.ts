import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { COLLAB_PATH, type Conversation, routes } from '@polyphony/contract'
import { type CodingRef, documentName, ruleOn } from '@polyphony/document'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { liveDocuments } from '../../liveDocuments.ts'
import { RulingModel } from '../../models/rulingRecord.ts'
import { rebuildProjections, verifyProjections } from '../../projections/verifyProjections.ts'
import { highlightPassage } from '../../testing/highlightPassage.ts'
import { importConversation } from '../../testing/importConversation.ts'
import { type TestPerson, useTestServer } from '../../testing/startTestServer.ts'

const server = useTestServer()
let lead: TestPerson
let lea: TestPerson
let ben: TestPerson
let conversation: Conversation
let coding: CodingRef
const opened: { destroy: () => void }[] = []
/** The projection follows a moment later; on a busy machine a long moment. */
const SOON = { timeout: 20_000, interval: 50 }

beforeAll(async () => {
  lead = await server().owner()
  lea = await server().addMember('lead', 'Lea Lead')
  ben = await server().addMember('analyst', 'Ben Analyst')
  await lead.api.call(routes.applyOperations, {
    params: lead,
    body: {
      operations: [
        { type: 'create', id: 'care', name: 'Care' },
        {
          type: 'split',
          id: 'care',
          into: [
            { id: 'given', name: 'Care given' },
            { id: 'taken', name: 'Care taken' },
          ],
          reason: 'two ideas in one',
        },
      ],
    },
  })
})
beforeEach(async () => {
  const content = 'Ana: We learned to bake bread for the whole street.\nBen: Nobody had asked us before.\n'
  conversation = await importConversation(server(), lead, { transcript: { name: 'talk.txt', content } })
  const highlight = await highlightPassage(conversation.id, ben.member, 'bake bread', ['care'])
  coding = { member: ben.member, highlight, code: 'care' }
  await vi.waitFor(async () => expect(await listed()).toHaveLength(1), SOON)
})
afterEach(() => {
  for (const one of opened.splice(0)) one.destroy()
})

/** A document, the curation if none is named, as this person's browser has it open. */
const open = async (
  person: TestPerson,
  name = documentName({ kind: 'curation', conversation: conversation.id }),
) => {
  const socket = new HocuspocusProviderWebsocket({
    url: `${server().url.replace('http', 'ws')}${COLLAB_PATH}`,
    WebSocketPolyfill: WebSocket,
  })
  const doc = new Y.Doc()
  const provider = new HocuspocusProvider({
    websocketProvider: socket,
    name,
    token: person.token,
    document: doc,
    awareness: null,
  })
  opened.push({
    destroy() {
      provider.destroy()
      socket.destroy()
    },
  })
  provider.attach()
  await vi.waitFor(() => expect(provider.synced).toBe(true), SOON)
  const saved = () => vi.waitFor(() => expect(provider.hasUnsyncedChanges).toBe(false), SOON)
  return { doc, provider, saved }
}

const listed = async () =>
  (
    await lead.api.call(routes.listCodings, {
      params: lead,
      query: { conversation: conversation.id },
    })
  ).codings
const counts = async () => {
  const { codings } = await lead.api.call(routes.listCodings, { params: lead, query: {} })
  const by: Record<string, number> = {}
  for (const code of codings.flatMap(({ codes }) => codes)) by[code] = (by[code] ?? 0) + 1
  return by
}
const countsAs = (codes: string[]) =>
  vi.waitFor(async () => expect((await listed()).map(one => one.codes)).toEqual([codes]), SOON)

it('what a lead decides is what a coding counts as, everywhere; the statement stays', async () => {
  const before = await counts()
  const { doc, saved } = await open(lead)
  ruleOn(doc, lead.member, [coding], ['given', 'taken'], { reason: 'both' })
  await saved()
  await countsAs(['given', 'taken'])
  expect(await listed()).toMatchObject([{ applied: 'care', member: ben.member }])
  const [highlight] = (
    await lead.api.call(routes.listHighlights, { params: lead, query: { conversation: conversation.id } })
  ).highlights
  expect(highlight).toMatchObject({
    codes: ['given', 'taken'],
    codings: [{ applied: 'care', codes: ['given', 'taken'] }],
  })
  const after = await counts()
  expect([after.care ?? 0, after.given, after.taken]).toEqual([
    before.care! - 1,
    (before.given ?? 0) + 1,
    (before.taken ?? 0) + 1,
  ])
  const finding = await lead.api.call(routes.createFinding, { params: lead, body: { title: 'F' } })
  const excerpt = await lead.api.call(routes.addExcerpt, {
    params: { finding: finding.id },
    body: { conversation: conversation.id, member: ben.member, highlight: coding.highlight },
  })
  expect(excerpt.codes).toEqual(['given', 'taken'])

  ruleOn(doc, lead.member, [coding], null)
  await countsAs(['care'])
  expect(await counts()).toEqual(before)
})

it('two leads decide on one coding: the last one counts, and who decided is true', async () => {
  const [mine, theirs] = [await open(lead), await open(lea)]
  ruleOn(mine.doc, lead.member, [coding], ['given'])
  await countsAs(['given'])
  ruleOn(theirs.doc, lea.member, [coding], ['taken'])
  await countsAs(['taken'])
  expect(await RulingModel.find({ conversation: conversation.id }).lean()).toMatchObject([
    { by: lea.member, codes: ['taken'] },
  ])
  // In another's name: Lea's browser writes that the other lead has decided, and later than anything.
  ruleOn(theirs.doc, lead.member, [coding], ['care'], { at: Date.now() + 1e6 })
  ruleOn(theirs.doc, lea.member, [coding], ['given', 'taken'])
  await theirs.saved()
  await countsAs(['given', 'taken'])
  expect(await RulingModel.find({ conversation: conversation.id }).lean()).toMatchObject([{ by: lea.member }])
})

it('an analyst’s browser cannot decide', async () => {
  const theirs = await open(ben)
  expect(theirs.provider.authorizedScope).toBe('readonly')
  ruleOn(theirs.doc, lead.member, [coding], ['given'])
  const mine = await open(lead)
  ruleOn(mine.doc, lead.member, [coding], ['taken'])
  await countsAs(['taken'])
})

it('whoever has the codebook open is told when codes that count go out of use and come back', async () => {
  const { doc, saved } = await open(lead)
  ruleOn(doc, lead.member, [coding], ['given', 'taken'])
  await saved()
  await countsAs(['given', 'taken'])
  const { provider } = await open(lea, documentName({ kind: 'ontology', workspace: lead.workspace }))
  let told = 0
  provider.on('stateless', ({ payload }: { payload: string }) => {
    const { type, conversation: of, about } = JSON.parse(payload)
    if (type === 'said' && of === conversation.id && about.includes('codings')) told++
  })
  for (const act of [{ type: 'retire', reason: 'tried' }, { type: 'restore' }] as const) {
    told = 0
    for (const id of ['given', 'taken'])
      await lead.api.call(routes.applyOperations, {
        params: lead,
        body: { operations: [{ ...act, id }] },
      })
    await vi.waitFor(() => expect(told).toBe(2), SOON)
  }
})

it('whoever has the codebook open is told when a conversation goes to the bin and comes back', async () => {
  const { provider } = await open(lea, documentName({ kind: 'ontology', workspace: lead.workspace }))
  const told: unknown[] = []
  provider.on('stateless', ({ payload }: { payload: string }) => told.push(JSON.parse(payload)))
  const params = { conversation: conversation.id }
  const message = { type: 'said', conversation: conversation.id, about: ['codings', 'threads', 'relations'] }
  await lead.api.call(routes.deleteConversation, { params })
  await vi.waitFor(() => expect(told).toEqual([message]), SOON)
  await lead.api.call(routes.restoreConversation, { params })
  await vi.waitFor(() => expect(told).toEqual([message, message]), SOON)
})

it('is rebuilt, verified, and goes with its conversation', async () => {
  const { doc, saved } = await open(lead)
  ruleOn(doc, lead.member, [coding], ['given'])
  await saved()
  await countsAs(['given'])
  const live = liveDocuments()
  expect((await verifyProjections(live)).problems).toEqual([])
  await RulingModel.updateMany({ conversation: conversation.id }, { $set: { codes: ['care'] } })
  expect((await verifyProjections(live)).problems).toMatchObject([
    { document: `curation/${conversation.id}` },
  ])
  await rebuildProjections(live)
  expect((await verifyProjections(live)).problems).toEqual([])
  await countsAs(['given'])
  await lead.api.call(routes.deleteConversation, { params: { conversation: conversation.id } })
  expect((await counts()).given ?? 0).toBeLessThanOrEqual(3)
  expect(await listed()).toEqual([])
})
