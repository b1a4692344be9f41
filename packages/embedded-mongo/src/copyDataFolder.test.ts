import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { expect, it } from 'vitest'
import { copyDataFolder } from './copyDataFolder.ts'
import { launchEmbeddedMongo } from './launchEmbeddedMongo.ts'
import { startEmbeddedMongo } from './startEmbeddedMongo.ts'

it('copies a moment of a database that goes on writing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'polyphony-copy-'))
  const engine = await launchEmbeddedMongo({ dataDir: join(folder, 'live') })
  const client = new MongoClient(engine.uri)
  let writing = true
  let written = 0
  let writer: Promise<void> | undefined
  try {
    const pairs = client.db('test').collection<{ _id: number; half: number }>('pairs')
    // Each insert brings two documents at once: a copy that tears them apart has an odd one.
    writer = (async () => {
      while (writing) {
        await pairs.insertMany([
          { _id: written * 2, half: 0 },
          { _id: written * 2 + 1, half: 1 },
        ])
        written++
      }
    })()
    await expect.poll(() => written).toBeGreaterThan(20)
    const before = written
    await copyDataFolder(join(folder, 'live'), join(folder, 'copy'))
    writing = false
    await writer

    const copy = await startEmbeddedMongo({ dataDir: join(folder, 'copy') })
    const reader = new MongoClient(copy.uri)
    const found = await reader.db('test').collection('pairs').countDocuments()
    await reader.close()
    await copy.close()
    expect(found % 2).toBe(0)
    expect(found / 2).toBeGreaterThanOrEqual(before)
    expect(found / 2).toBeLessThanOrEqual(written)
  } finally {
    writing = false
    await writer
    await client.close()
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  }
})
