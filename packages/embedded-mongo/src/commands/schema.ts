import type { Collection } from '../catalog/collection.ts'
import { fail } from '../errors.ts'
import { sameKey } from '../indexes/indexSpec.ts'
import { compileFilter, isOn } from '../query/matcher.ts'
import { encode } from '../values/bson.ts'
import { show } from '../values/show.ts'
import { type Document, isDocument, type Value } from '../values/types.ts'
import { type Command, collectionName, documentOf, nonNegative, statements } from './command.ts'

const FIRST_BATCH = 101

function batchSize(command: Document, name: string): number {
  const cursor = documentOf(command.cursor, `${name}.cursor`)
  return cursor.batchSize === undefined
    ? FIRST_BATCH
    : nonNegative(cursor.batchSize, `${name}.cursor.batchSize`)
}

const create: Command = {
  writes: true,
  fields: [
    'capped',
    'viewOn',
    'timeseries',
    'validator',
    'pipeline',
    'size',
    'max',
    'expireAfterSeconds',
    'clusteredIndex',
    'validationLevel',
    'validationAction',
    'storageEngine',
    'indexOptionDefaults',
    'autoIndexId',
    'encryptedFields',
    'changeStreamPreAndPostImages',
  ],
  run(context) {
    const { command, catalog, database } = context
    const unsupported = create.fields.find(field => command[field] !== undefined && command[field] !== false)
    if (unsupported !== undefined)
      fail(
        'CommandNotSupported',
        `create with '${unsupported}' is not supported: only ordinary collections are`,
      )
    catalog.getOrCreate(database, collectionName(context))
    return { ok: 1 }
  },
}

const drop: Command = {
  writes: true,
  fields: [],
  run(context) {
    const { catalog, database } = context
    const collection = catalog.require(database, collectionName(context))
    catalog.drop(collection)
    return { nIndexesWas: collection.indexes.length, ns: collection.namespace, ok: 1 }
  },
}

const dropDatabase: Command = {
  writes: true,
  fields: [],
  run({ catalog, database }) {
    for (const collection of catalog.in(database)) catalog.drop(collection)
    return { dropped: database, ok: 1 }
  },
}

function splitNamespace(namespace: Value): [string, string] {
  const dot = typeof namespace === 'string' ? namespace.indexOf('.') : -1
  if (typeof namespace !== 'string' || dot < 1)
    fail('InvalidNamespace', `Invalid namespace specified '${String(namespace)}'`)
  return [namespace.slice(0, dot), namespace.slice(dot + 1)]
}

const renameCollection: Command = {
  writes: true,
  fields: ['to', 'dropTarget'],
  run({ command, catalog }) {
    const [database, name] = splitNamespace(command.renameCollection)
    const [toDatabase, toName] = splitNamespace(command.to)
    const source =
      catalog.get(database, name) ??
      fail('NamespaceNotFound', `Source collection ${database}.${name} does not exist`)
    const target = catalog.get(toDatabase, toName)
    if (target === source) fail('IllegalOperation', "Can't rename a collection to itself")
    if (target) {
      if (!isOn(command.dropTarget)) fail('NamespaceExists', 'target namespace exists')
      catalog.drop(target)
    }
    catalog.rename(source, toDatabase, toName)
    return { ok: 1 }
  },
}

const listCollections: Command = {
  writes: false,
  fields: ['filter', 'nameOnly', 'cursor', 'authorizedCollections'],
  run({ command, catalog, cursors, database }) {
    const matches = compileFilter(documentOf(command.filter, 'listCollections.filter'))
    const described = catalog.in(database).map(describeCollection).filter(matches)
    const shown = isOn(command.nameOnly) ? described.map(({ name, type }) => ({ name, type })) : described
    return cursors.start(`${database}.$cmd.listCollections`, shown.map(encode), {
      size: batchSize(command, 'listCollections'),
    })
  },
}

function describeCollection({ name, uuid, indexes }: Collection): Document {
  const idIndex = indexes.find(index => index.record.name === '_id_')
  return {
    name,
    type: 'collection',
    options: {},
    info: { readOnly: false, uuid },
    idIndex: idIndex?.describe(),
  }
}

const listIndexes: Command = {
  writes: false,
  fields: ['cursor'],
  run(context) {
    const { command, catalog, cursors, database } = context
    const collection = catalog.require(database, collectionName(context))
    const indexes = collection.indexes.map(index => encode(index.describe()))
    return cursors.start(collection.namespace, indexes, { size: batchSize(command, 'listIndexes') })
  },
}

const createIndexes: Command = {
  writes: true,
  fields: ['indexes', 'commitQuorum', 'ignoreUnknownIndexOptions'],
  run(context) {
    const { catalog, database } = context
    const specs = statements(context, 'indexes')
    const { before, after, madeCollection } = catalog.createIndexes(database, collectionName(context), specs)
    return {
      numIndexesBefore: before,
      numIndexesAfter: after,
      createdCollectionAutomatically: madeCollection,
      ...(before === after ? { note: 'all indexes already exist' } : {}),
      ok: 1,
    }
  },
}

const dropIndexes: Command = {
  writes: true,
  fields: ['index'],
  run(context) {
    const { command, catalog, database } = context
    const collection = catalog.require(database, collectionName(context))
    const nIndexesWas = collection.indexes.length
    for (const index of selectIndexes(collection, command.index)) catalog.dropIndex(collection, index)
    return { nIndexesWas, ok: 1 }
  },
}

function selectIndexes(collection: Collection, wanted: Value) {
  if (wanted === '*') return collection.indexes.filter(({ record }) => record.name !== '_id_')
  return (Array.isArray(wanted) ? wanted : [wanted]).map(item => {
    const index = collection.indexes.find(({ record }) =>
      isDocument(item) ? sameKey(record.key, item) : record.name === item,
    )
    if (!index) {
      fail(
        'IndexNotFound',
        isDocument(item)
          ? `can't find index with key: ${show(item)}`
          : `index not found with name [${String(item)}]`,
      )
    }
    if (index.record.name === '_id_') fail('InvalidOptions', 'cannot drop _id index')
    return index
  })
}

const listDatabases: Command = {
  writes: false,
  fields: ['nameOnly', 'filter', 'authorizedDatabases'],
  run({ command, catalog }) {
    const matches = compileFilter(documentOf(command.filter, 'listDatabases.filter'))
    const names = new Set([...catalog.all()].map(collection => collection.database))
    const sized = [...names]
      .sort()
      .map(name => ({ name, sizeOnDisk: sizeOf(catalog.in(name)), empty: false }))
    const listed = sized.filter(({ name }) => matches({ name }))
    if (isOn(command.nameOnly)) return { databases: listed.map(({ name }) => ({ name })), ok: 1 }
    const totalSize = listed.reduce((sum, { sizeOnDisk }) => sum + sizeOnDisk, 0)
    return { databases: listed, totalSize, ok: 1 }
  },
}

/** The bytes of all documents of some collections. */
function sizeOf(collections: readonly Collection[]): number {
  let bytes = 0
  for (const collection of collections) for (const row of collection.scan()) bytes += row.bytes.length
  return bytes
}

const dbStats: Command = {
  writes: false,
  fields: ['scale', 'freeStorage'],
  run({ catalog, database }) {
    const collections = catalog.in(database)
    const objects = collections.reduce((sum, collection) => sum + collection.count(), 0)
    const dataSize = sizeOf(collections)
    const indexes = collections.reduce((sum, collection) => sum + collection.indexes.length, 0)
    return {
      db: database,
      collections: collections.length,
      views: 0,
      objects,
      dataSize,
      storageSize: dataSize,
      indexes,
      avgObjSize: objects > 0 ? dataSize / objects : 0,
      scaleFactor: 1,
      ok: 1,
    }
  },
}

const collStats: Command = {
  writes: false,
  fields: ['scale'],
  run(context) {
    const { catalog, database } = context
    const name = collectionName(context)
    const collection = catalog.get(database, name)
    const size = collection ? sizeOf([collection]) : 0
    const count = collection?.count() ?? 0
    return {
      ns: `${database}.${name}`,
      count,
      size,
      storageSize: size,
      avgObjSize: count > 0 ? size / count : 0,
      nindexes: collection?.indexes.length ?? 0,
      scaleFactor: 1,
      ok: 1,
    }
  },
}

export const schemaCommands: Readonly<Record<string, Command>> = {
  create,
  drop,
  dropDatabase,
  renameCollection,
  listCollections,
  listIndexes,
  createIndexes,
  dropIndexes,
  listDatabases,
  dbStats,
  collStats,
}
