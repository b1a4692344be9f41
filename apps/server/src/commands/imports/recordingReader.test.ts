import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { routes } from '@polyphony/contract'
import { expect, it } from 'vitest'
import { metrics } from '../../metrics.ts'
import { ImportModel } from '../../models/import.ts'
import { recordingRead, sendRecording } from '../../testing/importConversation.ts'
import { makeRecording } from '../../testing/makeRecording.ts'
import { startTestServer } from '../../testing/startTestServer.ts'

it('reads a recording again from the beginning after the server was stopped in the middle', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'polyphony-reader-'))
  const dataDir = join(folder, 'data')
  const recording = await makeRecording(join(folder, 'talk.mp3'), 5)
  const first = await startTestServer({ dataDir })
  let running = first
  try {
    const owner = await first.owner()
    const { workspace } = owner
    const { id } = await owner.api.call(routes.createImport, { params: { workspace } })
    await sendRecording(first, owner.token, id, recording)
    const read = await recordingRead(owner, id)
    // As a kill in the middle of reading leaves it.
    const unread = { 'recording.state': 'reading', 'recording.duration': null, 'recording.progress': 0 }
    await ImportModel.updateOne({ _id: id }, { $set: unread })
    await first.close({ keep: true })

    // One process is one server, which registers its metrics once.
    metrics.clear()
    running = await startTestServer({ dataDir })
    const again = { ...owner, api: running.api({ token: owner.token }) }
    expect(await recordingRead(again, id)).toEqual(read)
    const body = { title: 'After a restart' }
    const made = await again.api.call(routes.finishImport, { params: { import: id }, body })
    expect(made.recording?.bytes).toBe((await stat(recording)).size)
  } finally {
    await running.close({ keep: true })
    await rm(folder, { recursive: true, force: true })
  }
})
