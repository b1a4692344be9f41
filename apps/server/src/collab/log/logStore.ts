import { newId } from '@polyphony/document'
import type { mongo } from 'mongoose'
import type { RunWrites } from '../../database/writeMany.ts'

/** One update as it lies in the log. */
export interface LogRecord {
  /** `<document>/<writer>/<sequence>`: a retry inserts the same id and cannot double it. */
  _id: string
  /** Yjs update, format v1. */
  update: Uint8Array
  /** Member who wrote it, or `server`. */
  member: string
  /** Client ids that were bound when this update came, with the member each is bound to. */
  clients: [number, string][]
  at: Date
}

/** A document as it is on disk. */
export interface StoredDocument {
  snapshot: Snapshot | null
  entries: LogRecord[]
}

export interface Snapshot {
  /** Grows by one with each replacement: who replaces it names the one read. */
  version: number
  update: Uint8Array
  /** Client ids with the member each is bound to. */
  clients: [number, string][]
}

/** Where the durable log lies. */
export interface LogStore {
  /** Inserts durably (majority); resolves with the ids that did not go in. Ids that are there already count as in. */
  insert(records: readonly LogRecord[]): Promise<ReadonlySet<string>>
  read(name: string): Promise<StoredDocument>
  /** Replaces the snapshot if it still is the version named (0: none yet); false when somebody else was faster. */
  replaceSnapshot(name: string, snapshot: Snapshot): Promise<boolean>
  remove(ids: readonly string[]): Promise<void>
  /** Deletes all there is of a document: its entries and its snapshot. */
  removeDocument(name: string): Promise<void>
  /** Names of all documents that begin with `prefix` (which ends in `/`, or is empty). */
  list(prefix: string): Promise<string[]>
  /** Of those, the ones with entries that no snapshot holds. */
  listWithEntries(prefix: string): Promise<string[]>
}

interface SnapshotHead {
  _id: string
  version: number
  /** Null when it lies in parts: a BSON document ends at 16 MB. */
  update: Uint8Array | null
  /** Ids of the parts, in order. */
  parts: string[]
  clients: [number, string][]
  at: Date
}
interface SnapshotPart {
  _id: string
  update: Uint8Array
}

const PART_BYTES = 12 * 1024 ** 2
const DUPLICATE_KEY = 11_000
const REMOVED_AT_ONCE = 1_000
const UPDATES = 'documentUpdates'
const SNAPSHOTS = 'documentSnapshots'
const MAJORITY = { w: 'majority' } as const
const NONE_FAILED: ReadonlySet<string> = new Set()
const INSERT = { insert: UPDATES, ordered: false, writeConcern: MAJORITY } as const

export interface MongoLogStoreOptions {
  /** Of a part of a snapshot. */
  partBytes?: number
  /** Writes to the database faster than its driver, where there is such a way. */
  run?: RunWrites
}

/** The durable log in MongoDB's collections `documentUpdates` and `documentSnapshots`. */
export class MongoLogStore implements LogStore {
  readonly #updates: mongo.Collection<LogRecord>
  readonly #snapshots: mongo.Collection<SnapshotHead>
  readonly #parts: mongo.Collection<SnapshotPart>
  readonly #partBytes: number
  readonly #run: RunWrites

  constructor(db: mongo.Db, { partBytes = PART_BYTES, run }: MongoLogStoreOptions = {}) {
    const options = { writeConcern: MAJORITY, promoteBuffers: true }
    this.#updates = db.collection(UPDATES, options)
    this.#snapshots = db.collection(SNAPSHOTS, options)
    this.#parts = db.collection(SNAPSHOTS, options)
    this.#partBytes = partBytes
    // The bare command: half of the CPU of insertMany, and it answers which documents failed instead of throwing.
    this.#run = run ?? ((command, documents) => db.command({ ...command, documents }))
  }

  async insert(records: readonly LogRecord[]): Promise<ReadonlySet<string>> {
    const answer = await this.#run(INSERT, records)
    if (answer.writeConcernError) throw new Error(answer.writeConcernError.errmsg)
    const errors: { index: number; code: number }[] | undefined = answer.writeErrors
    if (!errors) return NONE_FAILED
    return new Set(errors.filter(e => e.code !== DUPLICATE_KEY).map(e => records[e.index]?._id ?? ''))
  }

  async read(name: string): Promise<StoredDocument> {
    // Entries first: an entry leaves the log only after a snapshot holds it, so what is missing here is in there.
    const entries = await this.#updates.find({ _id: inFolder(`${name}/`) }, { sort: { _id: 1 } }).toArray()
    for (;;) {
      const head = await this.#snapshots.findOne({ _id: name })
      if (!head) return { snapshot: null, entries }
      const update = head.update ?? (await this.#readParts(head.parts))
      // Parts are gone when somebody replaced the snapshot meanwhile: look again.
      if (update) return { snapshot: { version: head.version, update, clients: head.clients }, entries }
    }
  }

  async #readParts(ids: string[]): Promise<Uint8Array | null> {
    const parts: Uint8Array[] = []
    for (const id of ids) {
      const part = await this.#parts.findOne({ _id: id })
      if (!part) return null
      parts.push(part.update)
    }
    return Buffer.concat(parts)
  }

  async replaceSnapshot(name: string, { version, update, clients }: Snapshot): Promise<boolean> {
    const parts = update.length > this.#partBytes ? await this.#writeParts(name, update) : []
    const head = { version, update: parts.length > 0 ? null : update, parts, clients, at: new Date() }
    const previous =
      version === 1
        ? await this.#insertHead(name, head)
        : await this.#snapshots.findOneAndUpdate(
            { _id: name, version: version - 1 },
            { $set: head },
            { returnDocument: 'before', projection: { parts: 1 } },
          )
    const obsolete = previous ? previous.parts : parts
    if (obsolete.length > 0) await this.#parts.deleteMany({ _id: { $in: obsolete } })
    return previous !== null
  }

  /** Like an update: answers what was there before (nothing, hence no parts), or null when it did not take place. */
  async #insertHead(name: string, head: Omit<SnapshotHead, '_id'>): Promise<{ parts: string[] } | null> {
    try {
      await this.#snapshots.insertOne({ _id: name, ...head })
      return { parts: [] }
    } catch (error) {
      if ((error as { code?: number }).code === DUPLICATE_KEY) return null
      throw error
    }
  }

  async #writeParts(name: string, update: Uint8Array): Promise<string[]> {
    const set = newId()
    const ids: string[] = []
    for (let from = 0; from < update.length; from += this.#partBytes) {
      const id = `${name}#${set}/${ids.length}`
      await this.#parts.insertOne({ _id: id, update: update.subarray(from, from + this.#partBytes) })
      ids.push(id)
    }
    return ids
  }

  async remove(ids: readonly string[]): Promise<void> {
    for (let from = 0; from < ids.length; from += REMOVED_AT_ONCE) {
      await this.#updates.deleteMany({ _id: { $in: ids.slice(from, from + REMOVED_AT_ONCE) } })
    }
  }

  async removeDocument(name: string): Promise<void> {
    await this.#updates.deleteMany({ _id: inFolder(`${name}/`) })
    await this.#snapshots.deleteOne({ _id: name })
    // `$` is the character after the number sign.
    await this.#parts.deleteMany({ _id: { $gt: `${name}#`, $lt: `${name}$` } })
  }

  async list(prefix: string): Promise<string[]> {
    const names = new Set(await this.listWithEntries(prefix))
    const heads = this.#snapshots.find(prefix ? { _id: inFolder(prefix) } : {}, { projection: { _id: 1 } })
    for await (const { _id } of heads) if (!_id.includes('#')) names.add(_id)
    return [...names].sort()
  }

  async listWithEntries(prefix: string): Promise<string[]> {
    const names = new Set<string>()
    const ids = this.#updates.find(prefix ? { _id: inFolder(prefix) } : {}, { projection: { _id: 1 } })
    for await (const { _id } of ids) names.add(_id.slice(0, _id.lastIndexOf('/', _id.lastIndexOf('/') - 1)))
    return [...names].sort()
  }
}

/** All ids that begin with `prefix`, whose last character is a slash (0 is the character after it). */
const inFolder = (prefix: string) => ({ $gt: prefix, $lt: `${prefix.slice(0, -1)}0` })
