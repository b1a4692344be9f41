import { BSONRegExp, ObjectId } from 'bson'
import { fail } from '../errors.ts'
import { matchedPosition } from '../query/positional.ts'
import { parseSort } from '../query/sort.ts'
import { compileUpdate, type UpdateContext } from '../update/compileUpdate.ts'
import { upsertSeed } from '../update/upsertSeed.ts'
import { decode, encode } from '../values/bson.ts'
import { equal, identical } from '../values/compare.ts'
import { clone, type Document, isDocument, typeName, type Value } from '../values/types.ts'
import type { Catalog } from './catalog.ts'
import type { Collection } from './collection.ts'

/** Runs a pipeline over one document; given by the aggregation, which builds on this module. */
export type PipelineUpdate = (pipeline: Value[], variables: Document) => (document: Document) => Document

export interface UpdateStatement {
  filter: Document
  update: Value
  multi: boolean
  upsert: boolean
  arrayFilters: Value[]
  sort?: Document
  /** Constants for a pipeline update, and `let` for its filter. */
  constants?: Document
  variables?: Document
}

export interface UpdateResult {
  matched: number
  modified: number
  /** The `_id` of a document the upsert made. */
  upserted?: Value
  before?: Document
  after?: Document
}

/** Stores a new document, with an `_id` as its first field. */
export function insertDocument(collection: Collection, document: Document): void {
  collection.insert(withId(document))
}

function withId(document: Document): Document {
  const { _id = new ObjectId(), ...rest } = document
  if (Array.isArray(_id) || _id instanceof BSONRegExp) {
    fail('BadValue', `The '_id' value cannot be of type ${typeName(_id)}`)
  }
  if (isDocument(_id) && Object.keys(_id).some(key => key.startsWith('$'))) {
    fail('DollarPrefixedFieldName', `The dollar ($) prefixed field in '_id' is not valid for storage.`)
  }
  return Object.hasOwn(document, '_id') && Object.keys(document)[0] === '_id' ? document : { _id, ...rest }
}

type Change = (document: Document, context: UpdateContext) => Document

/** Compiles the three forms of an update: operators, a replacement, or a pipeline. */
function compileChange(
  statement: UpdateStatement,
  pipelineUpdate: PipelineUpdate,
): { change: Change; replaces: boolean } {
  const { update, arrayFilters, constants = {}, multi } = statement
  if (Array.isArray(update)) {
    if (arrayFilters.length > 0)
      fail('FailedToParse', 'arrayFilters may not be specified for pipeline-syle updates')
    const run = pipelineUpdate(update, { ...statement.variables, ...constants })
    return { replaces: false, change: document => ({ _id: document._id, ...run(document) }) }
  }
  if (!isDocument(update)) fail('FailedToParse', 'Update argument must be either an object or an array')
  const first = Object.keys(update)[0]
  if (first?.startsWith('$')) {
    const apply = compileUpdate(update, arrayFilters)
    return {
      replaces: false,
      change: (document, context) => {
        apply(document, context)
        return document
      },
    }
  }
  const operator = Object.keys(update).find(key => key.startsWith('$'))
  if (operator !== undefined) {
    fail(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${operator}' in '${operator}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    )
  }
  if (multi) fail('FailedToParse', 'multi update is not supported for replacement-style update')
  if (arrayFilters.length > 0) fail('FailedToParse', 'arrayFilters may not be specified for a replacement')
  return {
    replaces: true,
    change: document => {
      const { _id = document._id, ...rest } = clone(update)
      return _id === undefined ? rest : { _id, ...rest }
    },
  }
}

function usesPosition(update: Value): boolean {
  if (!isDocument(update)) return false
  return Object.values(update).some(
    fields => isDocument(fields) && Object.keys(fields).some(path => /\.\$(\.|$)/.test(path)),
  )
}

/** Runs one update statement. */
export function updateDocuments(
  catalog: Catalog,
  database: string,
  name: string,
  statement: UpdateStatement,
  pipelineUpdate: PipelineUpdate,
): UpdateResult {
  const { filter, multi, upsert, variables } = statement
  const { change, replaces } = compileChange(statement, pipelineUpdate)
  const positional = !replaces && usesPosition(statement.update)
  const collection = upsert ? catalog.getOrCreate(database, name) : catalog.get(database, name)
  const result: UpdateResult = { matched: 0, modified: 0 }
  if (!collection) return result
  const sort = statement.sort && parseSort(statement.sort)
  for (const { recordId, bytes } of [...collection.find(filter, { limit: multi ? 0 : 1, sort, variables })]) {
    const before = decode(bytes)
    const position = positional ? matchedPosition(before, filter) : undefined
    const after = change(decode(bytes), { position })
    requireSameId(before, after)
    result.matched++
    result.before = before
    result.after = after
    if (encode(after).equals(bytes)) continue
    collection.replace(recordId, before, after)
    result.modified++
  }
  if (result.matched === 0 && upsert) {
    const seed = upsertSeed(filter)
    const base = replaces ? (seed._id === undefined ? {} : { _id: seed._id }) : seed
    const document = withId(change(base, { inserting: true }))
    if (seed._id !== undefined) requireSameId(seed, document)
    collection.insert(document)
    result.upserted = document._id
    result.after = document
  }
  return result
}

function requireSameId(before: Document, after: Document): void {
  if (identical(before._id, after._id) || equal(before._id, after._id)) return
  fail('ImmutableField', `Performing an update on the path '_id' would modify the immutable field '_id'`)
}

/** Removes documents that match. */
export function deleteDocuments(
  collection: Collection | undefined,
  filter: Document,
  options: { limit: number; sort?: Document; variables?: Document },
): { removed: number; last?: Document } {
  if (!collection) return { removed: 0 }
  const sort = options.sort && parseSort(options.sort)
  let last: Document | undefined
  let removed = 0
  for (const { recordId, bytes } of [
    ...collection.find(filter, { limit: options.limit, sort, variables: options.variables }),
  ]) {
    last = decode(bytes)
    collection.remove(recordId, last)
    removed++
  }
  return { removed, last }
}
