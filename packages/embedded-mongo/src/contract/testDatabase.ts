import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Collection, type Db, MongoClient } from 'mongodb'
import { expect } from 'vitest'
import { startEmbeddedMongo } from '../index.ts'

/** Documents of the tests: fields of any kind, `_id` of any kind. */
// biome-ignore-start lint/suspicious/noExplicitAny: the tests store values of every type under every name
export type Loose = Record<string, any>
/** A collection of them. */
export type LooseCollection = Collection<any>
// biome-ignore-end lint/suspicious/noExplicitAny: only there

export interface TestDatabase {
  uri: string
  client: MongoClient
  db: Db
  /** A fresh collection of the database. */
  collection(): LooseCollection
  /** The engine under test is the one of this package. */
  isEmbedded: boolean
  /** The engine is DocumentDB, whose known deviations skip a few tests. */
  isDocumentDb: boolean
  /** Fails an assertion unless the error has MongoDB's code. DocumentDB refuses the same things with codes of its own. */
  expectCode(error: Loose, code: number): void
  close(): Promise<void>
}

/**
 * The engine the contract is checked against: the one MONGODB_URI names, or a fresh embedded one. The database has a
 * name of its own and is dropped afterwards.
 */
export async function openTestDatabase(): Promise<TestDatabase> {
  const given = process.env.MONGODB_URI
  const engine = given ? null : await startOwn()
  const uri = given ?? engine!.uri
  const client = await new MongoClient(uri, { serverSelectionTimeoutMS: 5000 }).connect()
  const db = client.db(`contract_${randomBytes(6).toString('hex')}`)
  const info = await db.admin().command({ buildInfo: 1 })
  const isDocumentDb = /documentdb/i.test(JSON.stringify(info))
  let collections = 0
  return {
    uri,
    client,
    db,
    collection: () => db.collection(`c${++collections}`),
    isEmbedded: Array.isArray(info.modules) && info.modules.includes('embedded-mongo'),
    isDocumentDb,
    expectCode: (error, code) => {
      if (!isDocumentDb) expect(error.code, error.message).toBe(code)
    },
    close: async () => {
      await db.dropDatabase()
      await client.close()
      await engine?.close()
    },
  }
}

async function startOwn() {
  const dataDir = mkdtempSync(join(tmpdir(), 'embedded-mongo-'))
  const { uri, close } = await startEmbeddedMongo({ dataDir })
  return {
    uri,
    close: async () => {
      await close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** The error an operation fails with. */
export async function failure(operation: Promise<unknown>): Promise<Loose> {
  try {
    await operation
  } catch (error) {
    return error as Loose
  }
  throw new Error('the operation should have failed')
}

export function ids(documents: Loose[]): unknown[] {
  return documents.map(({ _id }) => _id)
}
