import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '@polyphony/document'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { type MediaStore, mediaStoreIn } from '../../media/mediaStore.ts'
import { ExportModel, type ExportRecord } from '../../models/export.ts'
import { TokenModel } from '../../models/token.ts'
import { type TestPerson, useTestServer } from '../../testing/startTestServer.ts'
import { createToken } from '../tokens.ts'
import { createExportRunner } from './exportRunner.ts'

const server = useTestServer()

const makeExport = async ({ workspace, member }: TestPerson): Promise<ExportRecord> => {
  const record: ExportRecord = {
    _id: newId(),
    workspace,
    member,
    formats: ['csv'],
    findings: [],
    comments: false,
    state: 'queued',
    progress: 0,
    step: 'Waiting',
    error: null,
    bytes: null,
    createdAt: new Date(),
  }
  await ExportModel.create(record)
  return record
}
const runnerOver = (media: MediaStore) =>
  createExportRunner(media, pino({ level: 'silent' }), () => server().url)
const stateOf = (id: string) => ExportModel.findById(id).lean<ExportRecord>()

it('settles what a killed server left: no files, no token, and whoever asked is told', async () => {
  const owner = await server().owner()
  const media = mediaStoreIn(server().dataDir)
  const { _id } = await makeExport(owner)
  await ExportModel.updateOne({ _id }, { $set: { state: 'running' } })
  await mkdir(media.exportFolder(_id), { recursive: true })
  await writeFile(join(media.exportFolder(_id), 'codings.csv'), 'half')
  await writeFile(media.exportArchive(_id), 'half')
  await createToken({ user: owner.user, name: `Export ${_id}`, readOnly: true, expiresInDays: 1 })

  await runnerOver(media).settleInterrupted()
  expect(await stateOf(_id)).toMatchObject({ state: 'failed', error: { code: 'unavailable' } })
  expect(existsSync(media.exportFolder(_id))).toBe(false)
  expect(existsSync(media.exportArchive(_id))).toBe(false)
  expect(await TokenModel.exists({ name: `Export ${_id}` })).toBeNull()
  // The person's own token stays.
  expect(await TokenModel.countDocuments({ user: owner.user })).toBe(1)
})

it('stopped with the server, says so, also for those that waited', async () => {
  const owner = await server().owner()
  const media = mediaStoreIn(server().dataDir)
  const runner = runnerOver(media)
  const records = [await makeExport(owner), await makeExport(owner)]
  for (const record of records) runner.start(record, owner.user)
  await runner.close()
  for (const { _id } of records) {
    expect(await stateOf(_id)).toMatchObject({ state: 'failed', error: { code: 'unavailable' } })
    expect(existsSync(media.exportFolder(_id))).toBe(false)
  }
  expect(await TokenModel.countDocuments({ user: owner.user })).toBe(1)
})
