import type { Catalog } from '../catalog/catalog.ts'
import { insertDocument, type PipelineUpdate, updateDocuments } from '../catalog/write.ts'
import { CommandError, fail } from '../errors.ts'
import { decode } from '../values/bson.ts'
import { type Document, getField, isDocument, type Value } from '../values/types.ts'
import type { StageSpec } from './pipeline.ts'

/** The two stages that write what a pipeline yields; they can only come last. */
export const OUTPUT_STAGES: readonly string[] = ['$merge', '$out']

interface Target {
  catalog: Catalog
  database: string
  pipelineUpdate: PipelineUpdate
}

/** Writes a pipeline's result with `$out` or `$merge`. */
export function writeResult(rows: Iterable<Buffer>, { name, argument }: StageSpec, target: Target): void {
  const documents = Array.from(rows, decode)
  if (name === '$out') replaceCollection(documents, argument, target)
  else mergeInto(documents, argument, target)
}

function namespaceOf(argument: Value, database: string, stage: string): { database: string; name: string } {
  if (typeof argument === 'string') return { database, name: argument }
  if (isDocument(argument) && typeof argument.coll === 'string') {
    return { database: typeof argument.db === 'string' ? argument.db : database, name: argument.coll }
  }
  fail(16990, `${stage} needs the name of a collection, or { db, coll }`)
}

/** `$out`: the collection keeps its indexes and gets these documents instead of its own. */
function replaceCollection(documents: Document[], argument: Value, { catalog, database }: Target): void {
  const to = namespaceOf(argument, database, '$out')
  const old = catalog.get(to.database, to.name)
  const specs = (old?.indexes ?? [])
    .filter(({ record }) => record.name !== '_id_')
    .map(index => index.describe())
  if (old) catalog.drop(old)
  const collection = catalog.getOrCreate(to.database, to.name)
  if (specs.length > 0) catalog.createIndexes(to.database, to.name, specs)
  for (const document of documents) insertDocument(collection, document)
}

const MERGE_FIELDS = new Set(['into', 'on', 'whenMatched', 'whenNotMatched'])
const WHEN_MATCHED = new Set<Value>(['replace', 'keepExisting', 'merge', 'fail'])
const WHEN_NOT_MATCHED = new Set<Value>(['insert', 'discard', 'fail'])

function mergeInto(documents: Document[], argument: Value, target: Target): void {
  const spec: Document = isDocument(argument) ? argument : { into: argument }
  const unknown = Object.keys(spec).find(field => !MERGE_FIELDS.has(field))
  if (unknown !== undefined) fail(40415, `BSON field '$merge.${unknown}' is an unknown field.`)
  const { on = '_id', whenMatched = 'merge', whenNotMatched = 'insert' } = spec
  if (!WHEN_MATCHED.has(whenMatched) && !Array.isArray(whenMatched))
    fail(
      'BadValue',
      `Enumeration value '${String(whenMatched)}' for field 'whenMatched' is not a valid value.`,
    )
  if (!WHEN_NOT_MATCHED.has(whenNotMatched))
    fail(
      'BadValue',
      `Enumeration value '${String(whenNotMatched)}' for field '$merge.whenNotMatched' is not a valid value.`,
    )
  const { database, name } = namespaceOf(spec.into, target.database, '$merge')
  const collection = target.catalog.getOrCreate(database, name)
  const fields = (Array.isArray(on) ? on : [on]).map(String)
  const isUnique = collection.indexes.some(
    index =>
      index.unique &&
      index.fields.length === fields.length &&
      index.fields.every(({ path }) => fields.includes(path)),
  )
  if (!isUnique) fail(51183, 'Cannot find index to verify that join fields will be unique')
  for (const document of documents) {
    const filter: Document = Object.fromEntries(
      fields.map(field => [field, { $eq: getField(document, field) ?? null }]),
    )
    const [found] = collection.find(filter, { limit: 1 })
    if (!found) {
      if (whenNotMatched === 'fail')
        fail(
          13113,
          '$merge could not find a matching document in the target collection for at least one document in the source collection',
        )
      if (whenNotMatched === 'insert') insertDocument(collection, document)
      continue
    }
    if (whenMatched === 'keepExisting') continue
    if (whenMatched === 'fail')
      throw new CommandError(
        11000,
        'DuplicateKey',
        '$merge failed: a document with the same key exists already',
      )
    const { _id, ...rest } = document
    const update =
      whenMatched === 'replace'
        ? rest
        : Array.isArray(whenMatched)
          ? whenMatched
          : Object.keys(rest).length > 0
            ? { $set: rest }
            : undefined
    if (update === undefined) continue
    const statement = {
      filter: { _id: decode(found.bytes)._id },
      update,
      multi: false,
      upsert: false,
      arrayFilters: [],
      variables: { new: document },
    }
    updateDocuments(target.catalog, database, name, statement, target.pipelineUpdate)
  }
}
