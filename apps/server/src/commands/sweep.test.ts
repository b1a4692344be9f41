import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PolyphonyError, routes } from '@polyphony/contract'
import { documentName, writeNarrative } from '@polyphony/document'
import mongoose from 'mongoose'
import { expect, it, vi } from 'vitest'
import { liveDocuments } from '../liveDocuments.ts'
import { openMediaStore } from '../media/mediaStore.ts'
import { ConversationModel } from '../models/conversation.ts'
import { highlightPassage } from '../testing/highlightPassage.ts'
import { importConversation, putTranscript } from '../testing/importConversation.ts'
import { makeRecording } from '../testing/makeRecording.ts'
import { useTestServer } from '../testing/startTestServer.ts'
import { sweep } from './sweep.ts'

const server = useTestServer()
const DAY = 24 * 3600_000
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof PolyphonyError ? error.code : error),
  )

/** Every record that names an id, in any collection but the sessions and people. */
const mentionsOf = async (id: string): Promise<string[]> => {
  const found: string[] = []
  for (const { name } of await mongoose.connection.db!.listCollections().toArray()) {
    for await (const record of mongoose.connection.db!.collection(name).find()) {
      if (JSON.stringify(record).includes(id)) found.push(`${name} ${record._id}`)
    }
  }
  return found
}

it('deletes for good after 30 days in the bin, and not a day before', async () => {
  const owner = await server().owner()
  const folder = await mkdtemp(join(tmpdir(), 'polyphony-sweep-'))
  try {
    const recording = await makeRecording(join(folder, 'a.mp3'), 3)
    const transcript = { name: 'a.txt', content: 'Ana: The harbour was quiet.\n\nBen: It always is.\n' }
    const gone = await importConversation(server(), owner, { recording, transcript }, { ceiling: 'public' })
    const kept = await importConversation(server(), owner, { transcript })
    const { workspace, member } = owner
    const highlights: string[] = []
    for (const { id } of [gone, kept])
      highlights.push(await highlightPassage(id, member, 'harbour', ['quiet']))
    const finding = await owner.api.call(routes.createFinding, {
      params: { workspace },
      body: { title: 'Quiet' },
    })
    const params = { finding: finding.id }
    for (const [n, { id }] of [gone, kept].entries()) {
      const body = { conversation: id, member, highlight: highlights[n]! }
      await owner.api.call(routes.addExcerpt, { params, body })
    }
    await owner.api.call(routes.recordListening, {
      params: { conversation: gone.id },
      body: { heard: [[0, 2]] },
    })
    expect(await mentionsOf(gone.id)).toContain(`listening ${gone.id}/${member}`)
    const dropped = await owner.api.call(routes.createFinding, {
      params: { workspace },
      body: { title: 'Noise' },
    })
    await liveDocuments().transact(documentName({ kind: 'finding', finding: dropped.id }), { member }, doc =>
      writeNarrative(doc, {
        type: 'doc',
        content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x' }] }],
      }),
    )
    await vi.waitFor(
      async () =>
        expect(await mentionsOf(gone.id)).toContain(`highlights ${gone.id}/${member}/${highlights[0]}`),
      { timeout: 30_000 },
    )

    await owner.api.call(routes.deleteConversation, { params: { conversation: gone.id } })
    await owner.api.call(routes.deleteFinding, { params: { finding: dropped.id } })
    const media = await openMediaStore(server().dataDir)
    await sweep(media, Date.now() + 29 * DAY)
    expect(existsSync(media.recording(gone.id, 'mp3'))).toBe(true)
    expect(await ConversationModel.exists({ _id: gone.id })).not.toBeNull()

    await sweep(media, Date.now() + 31 * DAY)
    // The record of the import is a trace without content, and goes after a week.
    expect(await mentionsOf(gone.id)).toEqual([])
    expect(await mentionsOf(dropped.id)).toEqual([])
    expect(existsSync(join(server().dataDir, 'media', 'conversations', gone.id))).toBe(false)
    const restore = owner.api.call(routes.restoreConversation, { params: { conversation: gone.id } })
    expect(await codeOf(restore)).toBe('gone')
    expect(await liveDocuments().list(`layer/${gone.id}/`)).toEqual([])

    const { turns } = await owner.api.call(routes.getTranscript, { params: { conversation: kept.id } })
    expect(turns).toHaveLength(2)
    expect(
      (await owner.api.call(routes.getFinding, { params })).excerpts.map(one => one.conversation),
    ).toEqual([kept.id])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

it('goes on with the others when one thing cannot be deleted, and with that one the next time', async () => {
  const owner = await server().owner()
  const transcript = { name: 'a.txt', content: 'Ana: Two of a kind.\n' }
  const two = [
    await importConversation(server(), owner, { transcript }),
    await importConversation(server(), owner, { transcript }),
  ]
  for (const { id } of two) await owner.api.call(routes.deleteConversation, { params: { conversation: id } })
  const media = await openMediaStore(server().dataDir)
  const removeConversation = vi
    .spyOn(media, 'removeConversation')
    .mockRejectedValueOnce(new Error('the disk does not answer'))
  const later = Date.now() + 31 * DAY
  const leftOf = async () =>
    (await Promise.all(two.map(({ id }) => ConversationModel.exists({ _id: id })))).filter(Boolean)
  await expect(sweep(media, later)).rejects.toThrow('could not be deleted: 1')
  expect(removeConversation).toHaveBeenCalledTimes(2)
  expect(await leftOf()).toHaveLength(1)
  await sweep(media, later)
  expect(await leftOf()).toHaveLength(0)
})

it('deletes imports that nobody finished within a week', async () => {
  const owner = await server().owner()
  const { workspace } = owner
  const { id } = await owner.api.call(routes.createImport, { params: { workspace } })
  await putTranscript(server(), owner, id, 'a.txt', 'Ana: Left lying.\n')
  const media = await openMediaStore(server().dataDir)
  await sweep(media, Date.now() + 6 * DAY)
  expect((await owner.api.call(routes.getImport, { params: { import: id } })).transcript?.turns).toBe(1)
  await sweep(media, Date.now() + 8 * DAY)
  expect(await codeOf(owner.api.call(routes.getImport, { params: { import: id } }))).toBe('not-found')
  expect(existsSync(media.importFile(id, 'transcript'))).toBe(false)
})
