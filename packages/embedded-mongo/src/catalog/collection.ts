import type { UUID } from 'bson'
import { CommandError, fail } from '../errors.ts'
import { candidates } from '../indexes/candidates.ts'
import { type Index, keyspace } from '../indexes/index.ts'
import { choosePlan } from '../indexes/planner.ts'
import { compileFilter } from '../query/matcher.ts'
import { valueAt } from '../query/paths.ts'
import { type SortField, sortBy } from '../query/sort.ts'
import type { Store } from '../store/store.ts'
import { decode, encode } from '../values/bson.ts'
import { show } from '../values/show.ts'
import type { Document } from '../values/types.ts'

/** MongoDB's bound on a stored document: 16 MiB and 16 KiB for its own use. */
const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024 + 16 * 1024

/** A stored document. */
export interface Row {
  recordId: Buffer
  bytes: Buffer
  /** Decoded, where matching already had to. */
  document?: Document
}

export interface ReadOptions {
  sort?: readonly SortField[] | null
  skip?: number
  /** 0 for no limit. */
  limit?: number
  /** Newest first, for `{ $natural: -1 }`. */
  reverse?: boolean
  variables?: Readonly<Record<string, import('../values/types.ts').Value>>
  /** Called for each candidate; throws to end a query that takes too long. */
  check?: () => void
}

/** A collection: its documents and indexes. All changes happen inside a store transaction. */
export class Collection {
  readonly id: number
  database: string
  name: string
  readonly uuid: UUID
  readonly indexes: Index[]
  /** Stored when an index turns out to be multikey. */
  onIndexChange: () => void = () => {}
  readonly #store: Store
  readonly #start: Buffer
  readonly #end: Buffer
  #count: number | undefined
  #lastRecordId: number | undefined
  #dropped = false

  constructor(store: Store, id: number, database: string, name: string, uuid: UUID, indexes: Index[]) {
    this.#store = store
    this.id = id
    this.database = database
    this.name = name
    this.uuid = uuid
    this.indexes = indexes
    this.#start = keyspace(id)
    this.#end = keyspace(id + 1)
  }

  get namespace(): string {
    return `${this.database}.${this.name}`
  }

  get dropped(): boolean {
    return this.#dropped
  }

  count(): number {
    this.#count ??= this.#store.count(this.#start, this.#end)
    return this.#count
  }

  /** All documents in the order they were inserted. */
  *scan(reverse = false): Generator<Row> {
    for (const { key, value } of this.#store.scan(this.#start, this.#end, reverse)) {
      yield { recordId: key.subarray(4), bytes: value }
    }
  }

  /** Documents that match a filter. */
  *find(filter: Document, options: ReadOptions = {}): Generator<Row> {
    const { sort = null, skip = 0, limit = 0, reverse = false, variables, check } = options
    const matches = compileFilter(filter, variables)
    const everything = Object.keys(filter).length === 0
    const plan = choosePlan(this.indexes, filter, sort)
    const rows = plan ? this.#fetch(candidates(this.#store, plan)) : this.scan(reverse)
    const inOrder = sort && !plan?.order ? sorted(matching(), sort) : matching()
    let skipped = 0
    let found = 0
    for (const row of inOrder) {
      if (skipped < skip) {
        skipped++
        continue
      }
      yield row
      if (++found === limit) return
    }

    function* matching(): Generator<Row> {
      for (const row of rows) {
        check?.()
        if (everything) {
          yield row
          continue
        }
        const document = decode(row.bytes)
        if (matches(document)) yield { ...row, document }
      }
    }
  }

  *#fetch(recordIds: Iterable<Buffer>): Generator<Row> {
    for (const recordId of recordIds) {
      const bytes = this.#store.get(Buffer.concat([this.#start, recordId]))
      if (bytes) yield { recordId: Buffer.from(recordId), bytes }
    }
  }

  /** Stores a new document. */
  insert(document: Document): void {
    this.#lastRecordId ??= this.#findLastRecordId()
    const recordId = Buffer.alloc(6)
    recordId.writeUIntBE(++this.#lastRecordId, 0, 6)
    this.#write(recordId, null, document)
  }

  replace(recordId: Buffer, old: Document, document: Document): void {
    this.#write(recordId, old, document)
  }

  remove(recordId: Buffer, old: Document): void {
    this.#write(recordId, old, null)
  }

  #findLastRecordId(): number {
    for (const { recordId } of this.scan(true)) return recordId.readUIntBE(0, 6)
    return 0
  }

  /** Everything that can be refused is checked before the first change. */
  #write(recordId: Buffer, old: Document | null, document: Document | null): void {
    const bytes = document ? encode(document) : null
    if (bytes && bytes.length > MAX_DOCUMENT_BYTES) {
      fail(
        'BSONObjectTooLarge',
        `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}(16MB)`,
      )
    }
    const changes = this.indexes.map(index => this.#changesOf(index, recordId, old, document))
    for (const { index, removed, added } of changes) {
      for (const key of removed) this.#store.remove(index.unique ? key : Buffer.concat([key, recordId]))
      for (const key of added) this.#store.put(index.unique ? key : Buffer.concat([key, recordId]), recordId)
    }
    const key = Buffer.concat([this.#start, recordId])
    if (bytes) this.#store.put(key, bytes)
    else this.#store.remove(key)
    if (this.#count !== undefined) this.#count += (document ? 1 : 0) - (old ? 1 : 0)
  }

  #changesOf(index: Index, recordId: Buffer, old: Document | null, document: Document | null) {
    const before = old ? index.keysOf(old).keys : []
    const after = document ? index.keysOf(document) : { keys: [], multikey: false, cut: false }
    const had = new Set(before.map(key => key.toString('latin1')))
    const has = new Set(after.keys.map(key => key.toString('latin1')))
    const added = after.keys.filter(key => !had.has(key.toString('latin1')))
    const removed = before.filter(key => !has.has(key.toString('latin1')))
    if (index.unique && document) for (const key of added) this.#requireFree(index, key, recordId, document)
    this.#note(index, after)
    return { index, added, removed }
  }

  #requireFree(index: Index, key: Buffer, recordId: Buffer, document: Document): void {
    const holder = this.#store.get(key)
    if (holder && !recordId.equals(holder)) throw this.#duplicate(index, document)
  }

  #duplicate(index: Index, document: Document): CommandError {
    const keyValue: Document = {}
    for (const { path } of index.fields) keyValue[path] = valueAt(document, path) ?? null
    const shown = Object.entries(keyValue).map(([path, value]) => `${path}: ${show(value)}`)
    return new CommandError(
      11000,
      'DuplicateKey',
      `E11000 duplicate key error collection: ${this.namespace} index: ${index.record.name} dup key: { ${shown.join(', ')} }`,
      { keyPattern: index.record.key, keyValue },
    )
  }

  #note(index: Index, { multikey, cut }: { multikey: boolean; cut: boolean }): void {
    if ((multikey && !index.record.multikey) || (cut && !index.record.cut)) {
      index.record.multikey ||= multikey
      index.record.cut ||= cut
      this.onIndexChange()
    }
  }

  /** Adds an index and fills it; a duplicate undoes it. */
  addIndex(index: Index): void {
    try {
      for (const { recordId, bytes } of this.scan()) {
        const document = decode(bytes)
        const { keys, multikey, cut } = index.keysOf(document)
        index.record.multikey ||= multikey
        index.record.cut ||= cut
        for (const key of keys) {
          if (index.unique) this.#requireFree(index, key, recordId, document)
          this.#store.put(index.unique ? key : Buffer.concat([key, recordId]), recordId)
        }
      }
    } catch (error) {
      this.#clear(index.prefix, index.end)
      throw error
    }
    this.indexes.push(index)
  }

  removeIndex(index: Index): void {
    this.#clear(index.prefix, index.end)
    this.indexes.splice(this.indexes.indexOf(index), 1)
  }

  /** Removes everything the collection holds. */
  clear(): void {
    this.#clear(this.#start, this.#end)
    for (const index of this.indexes) this.#clear(index.prefix, index.end)
    this.#dropped = true
  }

  #clear(start: Buffer, end: Buffer): void {
    for (const { key } of this.#store.scan(start, end)) this.#store.remove(key)
  }
}

function sorted(rows: Iterable<Row>, fields: readonly SortField[]): Row[] {
  return sortBy(rows, row => row.document ?? decode(row.bytes), fields)
}
