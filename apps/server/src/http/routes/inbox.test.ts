import { type Conversation, type InboxEntry, type RouteInput, routes } from '@polyphony/contract'
import {
  addComment,
  type CommentTarget,
  documentName,
  type RichText,
  removeComment,
  removeHighlight,
  ruleOn,
  setMemo,
  setResolved,
} from '@polyphony/document'
import type { OperationInput } from '@polyphony/ontology'
import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type * as Y from 'yjs'
import { liveDocuments } from '../../liveDocuments.ts'
import { highlightPassage } from '../../testing/highlightPassage.ts'
import { importConversation } from '../../testing/importConversation.ts'
import { type TestPerson, useTestServer } from '../../testing/startTestServer.ts'

const server = useTestServer()
let lead: TestPerson
let ben: TestPerson
let wanda: TestPerson
let conversation: Conversation
/** One of the lead’s. */
let highlight: string

beforeAll(async () => {
  lead = await server().owner()
  ben = await server().addMember('analyst', 'Ben Analyst')
  wanda = await server().addMember('writer', 'Wanda Writer')
})
beforeEach(async () => {
  const content = 'Ana: We learned to bake bread for the whole street.\nBen: Nobody had asked us before.\n'
  conversation = await importConversation(server(), lead, { transcript: { name: 'talk.txt', content } })
  highlight = await highlightPassage(conversation.id, lead.member, 'bake bread')
  // What other tests left is read.
  for (const one of [lead, ben, wanda]) await mark(one, {})
})

const write = <T>(person: TestPerson, change: (doc: Y.Doc) => T): Promise<T> =>
  liveDocuments().transact(
    documentName({ kind: 'layer', conversation: conversation.id, member: person.member }),
    person,
    change,
  )
const onHighlight = (): CommentTarget => ({ type: 'highlight', member: lead.member, highlight })
const say = (person: TestPerson, target: CommentTarget, body: string | RichText = 'hm') =>
  write(person, doc => addComment(doc, { target, body }))
const answer = (person: TestPerson, comment: string): CommentTarget => ({
  type: 'comment',
  member: person.member,
  comment,
})
const mentioning = ({ member }: Pick<TestPerson, 'member'>): RichText => ({
  type: 'doc',
  content: [
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'ask ' },
        { type: 'mention', attrs: { member } },
      ],
    },
  ],
})
const inbox = (person: TestPerson, query: RouteInput<typeof routes.listInbox>['query'] = {}) =>
  person.api.call(routes.listInbox, { params: { workspace: person.workspace }, query })
const mark = (person: TestPerson, body: { entries?: string[]; seen?: boolean }) =>
  person.api.call(routes.markInbox, { params: { workspace: person.workspace }, body })
const unseen = async (person: TestPerson): Promise<InboxEntry[]> =>
  (await inbox(person, { unseen: 'true' })).entries
/** The projection follows a moment later; on a busy machine a long moment. */
const SOON = { timeout: 20_000, interval: 50 }
/** Waits until the projection has followed. */
const received = (person: TestPerson, count: number): Promise<InboxEntry[]> =>
  vi.waitFor(async () => {
    const entries = await unseen(person)
    expect(entries).toHaveLength(count)
    return entries
  }, SOON)

it('holds mentions, answers in my threads and comments on my highlights, and nothing of my own', async () => {
  const root = await say(ben, onHighlight(), 'why bread?')
  const [comment] = await received(lead, 1)
  expect(comment).toMatchObject({
    kind: 'comment',
    source: 'comment',
    conversation: conversation.id,
    title: conversation.title,
    member: ben.member,
    body: 'why bread?',
    place: onHighlight(),
    comment: `${ben.member}/${root}`,
    quote: 'bake bread',
    resolved: false,
    seen: false,
  })
  await say(lead, answer(ben, root), 'it feeds')
  expect((await received(ben, 1))[0]).toMatchObject({
    kind: 'reply',
    member: lead.member,
    place: onHighlight(),
  })
  await say(lead, answer(ben, root), mentioning(wanda))
  expect((await received(wanda, 1))[0]).toMatchObject({ kind: 'mention', body: mentioning(wanda) })
  await received(ben, 2)
  expect(await unseen(lead)).toHaveLength(1)
})

it('holds mentions in memos, with the name of who is mentioned where memos are listed as words', async () => {
  await write(lead, doc => setMemo(doc, highlight, mentioning(wanda)))
  expect(await received(wanda, 1)).toMatchObject([
    {
      kind: 'mention',
      source: 'memo',
      member: lead.member,
      place: onHighlight(),
      comment: null,
      quote: 'bake bread',
    },
  ])
  const { highlights } = await lead.api.call(routes.listHighlights, {
    params: { workspace: lead.workspace },
    query: { conversation: conversation.id },
  })
  expect(highlights[0]!.memo).toBe('ask @Wanda Writer')
})

it('holds codings of mine that a lead rejected, as long as coding and ruling stand, each time anew', async () => {
  const mine = await highlightPassage(conversation.id, ben.member, 'whole street', ['neighbours'])
  const coding = { member: ben.member, highlight: mine, code: 'neighbours' }
  const rule = (codes: string[] | null, reason?: string) =>
    liveDocuments().transact(documentName({ kind: 'curation', conversation: conversation.id }), lead, doc =>
      ruleOn(doc, lead.member, [coding], codes, { reason }),
    )
  await rule([], 'Said of the street, not of people.')
  const [entry] = await received(ben, 1)
  expect(entry).toMatchObject({
    kind: 'rejection',
    source: 'ruling',
    conversation: conversation.id,
    title: conversation.title,
    rejected: 'neighbours',
    member: lead.member,
    body: 'Said of the street, not of people.',
    place: { type: 'highlight', member: ben.member, highlight: mine },
    comment: null,
    quote: 'whole street',
    seen: false,
  })
  expect(await unseen(lead)).toEqual([])
  await mark(ben, { entries: [entry!.id] })
  await received(ben, 0)

  // Accepted after all it is no news; rejected once more it is.
  await rule(['neighbours'])
  await vi.waitFor(
    async () => expect((await inbox(ben)).entries.map(({ id }) => id)).not.toContain(entry!.id),
    SOON,
  )
  expect(await unseen(ben)).toEqual([])
  await rule([])
  expect((await received(ben, 1))[0]).toMatchObject({ rejected: 'neighbours', body: '' })
  await write(ben, doc => removeHighlight(doc, mine))
  await received(ben, 0)
})

it('says what is settled, and forgets what was taken back', async () => {
  const root = await say(ben, onHighlight())
  await received(lead, 1)
  await write(lead, doc => setResolved(doc, { member: ben.member, comment: root }, true))
  await vi.waitFor(async () => expect((await unseen(lead))[0]).toMatchObject({ resolved: true }), SOON)
  await write(ben, doc => removeComment(doc, root))
  await received(lead, 0)
})

it('keeps answers to what was taken back, and messages on a highlight that is gone', async () => {
  const root = await say(ben, onHighlight())
  await say(wanda.role === 'writer' ? lead : wanda, answer(ben, root), 'still here')
  await received(ben, 1)
  await write(ben, doc => removeComment(doc, root))
  await write(lead, doc => removeHighlight(doc, highlight))
  await vi.waitFor(
    async () =>
      expect(await unseen(ben)).toMatchObject([{ body: 'still here', place: onHighlight(), quote: null }]),
    SOON,
  )
})

it('marks entries as seen one by one, all at once, and not seen again', async () => {
  const root = await say(ben, onHighlight(), 'one')
  await say(ben, answer(ben, root), 'two')
  await say(ben, onHighlight(), 'three')
  const entries = await received(lead, 3)
  const [first] = entries
  expect(await mark(lead, { entries: [first!.id, 'no/such/entry'] })).toEqual({ changed: [first!.id] })
  expect(await unseen(lead)).toHaveLength(2)
  expect((await inbox(lead)).entries.find(({ id }) => id === first!.id)).toMatchObject({ seen: true })
  const { changed } = await mark(lead, {})
  expect(changed).toHaveLength(2)
  expect((await inbox(lead)).unseen).toBe(0)
  await mark(lead, { entries: changed, seen: false })
  expect(await unseen(lead)).toHaveLength(2)
})

it('comes in pages, newest first, also while entries are being read', async () => {
  for (const body of ['1', '2', '3', '4', '5']) await say(ben, onHighlight(), body)
  await received(lead, 5)
  const first = await inbox(lead, { unseen: 'true', limit: 2 })
  expect(first.entries.map(({ body }) => body)).toEqual(['5', '4'])
  await mark(lead, { entries: first.entries.map(({ id }) => id) })
  const second = await inbox(lead, { unseen: 'true', limit: 2, after: first.next! })
  expect(second.entries.map(({ body }) => body)).toEqual(['3', '2'])
  expect(second.unseen).toBe(3)
})

it('holds nothing of a conversation in the bin', async () => {
  await say(ben, onHighlight())
  await received(lead, 1)
  const params = { conversation: conversation.id }
  await lead.api.call(routes.deleteConversation, { params })
  expect(await unseen(lead)).toEqual([])
  await lead.api.call(routes.restoreConversation, { params })
  expect(await unseen(lead)).toHaveLength(1)
})

it('lists the threads on codes over all conversations', async () => {
  const target: CommentTarget = { type: 'code', code: `code-${conversation.id}` }
  const root = await say(ben, target, 'is this one code or two?')
  await say(lead, answer(ben, root), 'two')
  const gone = await say(ben, target, 'never mind')
  await write(ben, doc => removeComment(doc, gone))
  await received(ben, 1)
  const list = (codes: string) =>
    wanda.api.call(routes.listCodeThreads, { params: { workspace: wanda.workspace }, query: { codes } })
  const { threads, more } = await vi.waitFor(async () => {
    const answer = await list(`other,${target.code}`)
    expect(answer.threads).toHaveLength(1)
    return answer
  }, SOON)
  expect(more).toBe(false)
  expect(threads).toMatchObject([
    {
      conversation: conversation.id,
      title: conversation.title,
      key: `${ben.member}/${root}`,
      resolved: false,
      messages: [
        { member: ben.member, body: 'is this one code or two?' },
        { member: lead.member, body: 'two' },
      ],
    },
  ])
  expect((await list('other')).threads).toEqual([])
})

it('what leads decide on a proposal is told to its proposer, with the reason, and to nobody else', async () => {
  const at = { params: { workspace: lead.workspace } }
  const apply = (person: TestPerson, operations: OperationInput[]) =>
    person.api.call(routes.applyOperations, { ...at, body: { operations } })
  await apply(ben, [
    { type: 'create', id: 'bread', name: 'Bread' },
    { type: 'create', id: 'asking', name: 'Asking' },
    { type: 'create', id: 'street', name: 'The street' },
  ])
  await apply(lead, [{ type: 'create', id: 'mine', name: 'Of my own', proposed: true }])
  await apply(lead, [{ type: 'adopt', id: 'mine' }])
  await apply(lead, [{ type: 'adopt', id: 'bread' }])
  await apply(lead, [{ type: 'rename', id: 'bread', name: 'Bread and salt' }])
  await apply(lead, [{ type: 'reject', id: 'asking', reason: 'Every dialogue asks.' }])
  await apply(lead, [{ type: 'merge', ids: ['street'], into: 'bread', reason: 'The same thing.' }])
  const entries = await received(ben, 3)
  expect(entries).toMatchObject([
    {
      kind: 'proposal',
      source: 'revision',
      conversation: null,
      member: lead.member,
      body: 'The same thing.',
      place: { type: 'code', code: 'street' },
      proposal: { code: 'street', name: 'The street', outcome: 'merged', into: 'bread' },
    },
    { body: 'Every dialogue asks.', proposal: { outcome: 'rejected', into: null } },
    { body: '', proposal: { name: 'Bread', outcome: 'adopted' } },
  ])
  expect(await unseen(lead)).toEqual([])
  await mark(ben, { entries: [entries[0]!.id] })
  expect(await unseen(ben)).toHaveLength(2)
})
