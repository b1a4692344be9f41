import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { launchEmbeddedMongo } from '../src/index.ts'

export interface CrashReport {
  rounds: number
  /** Writes the engine acknowledged. */
  acknowledged: number
  /** Acknowledged writes that a restart did not find. */
  lost: number
  /** Restarts after which collection, index and count disagreed. */
  inconsistent: number
  /** Transactions of which a restart found a part. */
  torn: number
}

const WRITERS = 8

/**
 * Kills the engine in the middle of its work, again and again, and looks after each restart whether everything it
 * had acknowledged is there.
 */
export async function crashRounds(rounds: number): Promise<CrashReport> {
  const folder = mkdtempSync(join(tmpdir(), 'embedded-mongo-crash-'))
  const report: CrashReport = { rounds, acknowledged: 0, lost: 0, inconsistent: 0, torn: 0 }
  /** What was acknowledged: key and the last value. */
  const expected = new Map<number, number>()
  let nextKey = 0
  try {
    for (let round = 0; round <= rounds; round++) {
      const { uri, child, close } = await launchEmbeddedMongo({ dataDir: folder })
      const client = await new MongoClient(uri, { serverSelectionTimeoutMS: 2000 }).connect()
      await verify(client)
      if (round === rounds) {
        await client.close()
        await close()
        break
      }
      const enough = 20 + Math.floor(Math.random() * 300)
      await loadUntil(client, enough, () => child.kill('SIGKILL'))
      await client.close(true)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return report

  async function verify(client: MongoClient): Promise<void> {
    const items = client.db('crash').collection('items')
    await items.createIndex({ key: 1 }, { unique: true })
    const stored = new Map(
      (await items.find().toArray()).map(({ key, value }) => [key as number, value as number]),
    )
    for (const [key, value] of expected) if ((stored.get(key) ?? -1) < value) report.lost++
    const byIndex = (await items.find({ key: { $gte: 0 } }).toArray()).length
    if (byIndex !== stored.size || (await items.estimatedDocumentCount()) !== stored.size)
      report.inconsistent++
    const pairs = client.db('crash').collection('pairs')
    const halves = await pairs
      .aggregate([{ $group: { _id: '$pair', n: { $sum: 1 } } }, { $match: { n: { $ne: 2 } } }])
      .toArray()
    report.torn += halves.length
  }

  /** Writes with several writers until so many are acknowledged; the kill comes while the others are under way. */
  async function loadUntil(client: MongoClient, enough: number, kill: () => void): Promise<void> {
    const items = client.db('crash').collection('items')
    const pairs = client.db('crash').collection('pairs')
    let done = 0
    let killed = false
    const acknowledged = (key: number, value: number) => {
      expected.set(key, value)
      report.acknowledged++
      if (++done >= enough && !killed) {
        killed = true
        kill()
      }
    }
    const write = async () => {
      while (!killed) {
        const key = nextKey++
        try {
          await items.insertOne({ key, value: 0 })
          acknowledged(key, 0)
          if (key % 3 === 0) {
            await items.updateOne({ key }, { $set: { value: 1 } })
            acknowledged(key, 1)
          }
          if (key % 10 === 0) {
            // Not `withTransaction`: for two minutes that would try again with an engine that is gone.
            await client.withSession(async session => {
              session.startTransaction()
              await pairs.insertOne({ pair: key }, { session })
              await pairs.insertOne({ pair: key }, { session })
              await session.commitTransaction()
            })
          }
        } catch {
          return // the connection broke: this write was not acknowledged
        }
      }
    }
    await Promise.all(Array.from({ length: WRITERS }, write))
    if (!killed) throw new Error('the engine stopped answering before it was killed')
  }
}
