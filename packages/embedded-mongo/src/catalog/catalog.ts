import { type Binary, Int32, UUID } from 'bson'
import { fail } from '../errors.ts'
import { Index, type IndexRecord, keyspace } from '../indexes/index.ts'
import { parseIndexSpec, sameKey, sameOptions } from '../indexes/indexSpec.ts'
import type { Store } from '../store/store.ts'
import { decode, encode } from '../values/bson.ts'
import { binaryBytes } from '../values/compare.ts'
import { toNumber } from '../values/numbers.ts'
import { show } from '../values/show.ts'
import { type Document, isDocument, isNumeric, type Value } from '../values/types.ts'
import { Collection } from './collection.ts'

/** Catalog entries lie at this keyspace, collections and indexes after it. */
const CATALOG = 0
const MAX_NAMESPACE_BYTES = 255

export interface IndexCreation {
  before: number
  after: number
  madeCollection: boolean
}

/** The collections of the store and their indexes: kept in memory, stored at every change. */
export class Catalog {
  readonly #store: Store
  #collections = new Map<string, Collection>()
  #nextId = 1

  constructor(store: Store) {
    this.#store = store
  }

  /** Reads everything anew: at the start, and after a rollback. */
  load(): void {
    this.#collections = new Map()
    this.#nextId = 1
    for (const { value } of this.#store.scan(keyspace(CATALOG), keyspace(CATALOG + 1)))
      this.#attach(decode(value))
  }

  #attach(entry: Document): void {
    const id = numberOf(entry.id)
    const indexes = (entry.indexes as Document[]).map(record => new Index(readRecord(record)))
    const uuid = new UUID(Uint8Array.from(binaryBytes(entry.uuid as Binary)))
    this.#remember(new Collection(this.#store, id, String(entry.database), String(entry.name), uuid, indexes))
    this.#nextId = Math.max(this.#nextId, id + 1, ...indexes.map(index => index.record.id + 1))
  }

  #remember(collection: Collection): Collection {
    collection.onIndexChange = () => this.#save(collection)
    this.#collections.set(collection.namespace, collection)
    return collection
  }

  #save(collection: Collection): void {
    const { id, database, name, uuid, indexes } = collection
    const records = indexes.map(({ record }) => ({ ...record, id: new Int32(record.id) }))
    this.#store.put(entryKey(id), encode({ id: new Int32(id), database, name, uuid, indexes: records }))
  }

  all(): Iterable<Collection> {
    return this.#collections.values()
  }

  in(database: string): Collection[] {
    return [...this.#collections.values()].filter(collection => collection.database === database)
  }

  get(database: string, name: string): Collection | undefined {
    return this.#collections.get(`${database}.${name}`)
  }

  /** @throws CommandError (NamespaceNotFound) */
  require(database: string, name: string): Collection {
    return this.get(database, name) ?? fail('NamespaceNotFound', `ns does not exist: ${database}.${name}`)
  }

  getOrCreate(database: string, name: string): Collection {
    return this.get(database, name) ?? this.#create(database, name)
  }

  #create(database: string, name: string): Collection {
    checkNamespace(database, name)
    const collection = new Collection(this.#store, this.#nextId++, database, name, new UUID(), [])
    const key = { _id: new Int32(1) }
    const record = {
      id: this.#nextId++,
      name: '_id_',
      key,
      options: { v: new Int32(2) },
      multikey: false,
      cut: false,
    }
    collection.indexes.push(new Index(record))
    this.#save(this.#remember(collection))
    return collection
  }

  drop(collection: Collection): void {
    collection.clear()
    this.#store.remove(entryKey(collection.id))
    this.#collections.delete(collection.namespace)
  }

  rename(collection: Collection, database: string, name: string): void {
    checkNamespace(database, name)
    this.#collections.delete(collection.namespace)
    collection.database = database
    collection.name = name
    this.#save(this.#remember(collection))
  }

  /** Creates indexes that do not exist yet, and the collection. */
  createIndexes(database: string, name: string, specs: readonly Value[]): IndexCreation {
    const parsed = specs.map(parseIndexSpec)
    const madeCollection = this.get(database, name) === undefined
    const collection = this.getOrCreate(database, name)
    const before = collection.indexes.length
    try {
      for (const spec of parsed) {
        if (exists(collection, spec)) continue
        const record = { ...spec, id: this.#nextId++, multikey: false, cut: false }
        collection.addIndex(new Index(record))
      }
    } catch (error) {
      // All of one command's indexes come into being, or none.
      for (const index of collection.indexes.slice(before)) collection.removeIndex(index)
      throw error
    }
    this.#save(collection)
    return { before, after: collection.indexes.length, madeCollection }
  }

  dropIndex(collection: Collection, index: Index): void {
    collection.removeIndex(index)
    this.#save(collection)
  }
}

/** Whether an index exists already; one that conflicts with it is refused as MongoDB refuses it. */
function exists(collection: Collection, spec: { name: string; key: Document; options: Document }): boolean {
  const byName = collection.indexes.find(({ record }) => record.name === spec.name)
  const byKey = collection.indexes.filter(({ record }) => sameKey(record.key, spec.key))
  const idIndex = byKey.find(({ record }) => record.name === '_id_')
  if (idIndex) return true
  const twin = byKey.find(({ record }) => sameOptions(record.options, spec.options))
  if (byName && byName === twin) return true
  if (byName) {
    fail(
      'IndexKeySpecsConflict',
      `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${show({ v: spec.options.v, key: spec.key, name: spec.name })}, existing index: ${show(byName.describe())}`,
    )
  }
  if (twin) fail('IndexOptionsConflict', `Index already exists with a different name: ${twin.record.name}`)
  // Differing only in uniqueness or sparseness is a conflict; a different partial filter makes a different index.
  const rival = byKey.find(({ record }) =>
    sameOptions(
      { partialFilterExpression: record.options.partialFilterExpression },
      { partialFilterExpression: spec.options.partialFilterExpression },
    ),
  )
  if (rival)
    fail(
      'IndexOptionsConflict',
      `An equivalent index already exists with a different name and options. Requested index: ${show({ key: spec.key, name: spec.name })}, existing index: ${show(rival.describe())}`,
    )
  return false
}

function checkNamespace(database: string, name: string): void {
  const namespace = `${database}.${name}`
  const isValidDatabase = database !== '' && database.length < 64 && !/[\0/\\. "$*<>:|?]/.test(database)
  const isValidName =
    name !== '' && !name.includes('\0') && !name.includes('$') && !name.startsWith('.') && !name.endsWith('.')
  if (!isValidDatabase || !isValidName) fail('InvalidNamespace', `Invalid namespace specified '${namespace}'`)
  if (name.startsWith('system.')) fail('InvalidNamespace', `Invalid system namespace: ${namespace}`)
  if (Buffer.byteLength(namespace) > MAX_NAMESPACE_BYTES) {
    fail(
      'InvalidNamespace',
      `Fully qualified namespace is too long. Namespace: ${namespace} Max: ${MAX_NAMESPACE_BYTES}`,
    )
  }
}

function entryKey(id: number): Buffer {
  return Buffer.concat([keyspace(CATALOG), keyspace(id)])
}

function numberOf(value: Value): number {
  if (!isNumeric(value)) throw new Error('The catalog of the data folder is damaged: expected a number')
  return toNumber(value)
}

function readRecord(stored: Value): IndexRecord {
  if (!isDocument(stored) || !isDocument(stored.key) || !isDocument(stored.options)) {
    throw new Error('The catalog of the data folder is damaged: expected an index')
  }
  const { id, name, key, options, multikey, cut } = stored
  return {
    id: numberOf(id),
    name: String(name),
    key,
    options,
    multikey: multikey === true,
    cut: cut === true,
  }
}
