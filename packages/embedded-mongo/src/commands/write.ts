import { Long } from 'bson'
import { deleteDocuments, insertDocument, type UpdateStatement, updateDocuments } from '../catalog/write.ts'
import { CommandError, fail, writeError } from '../errors.ts'
import { isOn } from '../query/matcher.ts'
import { compileProjection } from '../query/projection.ts'
import { asInteger } from '../values/numbers.ts'
import type { Document, Value } from '../values/types.ts'
import {
  arrayOf,
  type Command,
  type CommandContext,
  checkCollation,
  collectionName,
  documentOf,
  optionalDocument,
  statements,
} from './command.ts'

type WriteError = Record<string, unknown>

/**
 * Runs the statements of a bulk; refused ones are listed. An unexpected error is not caught: it undoes the whole
 * command.
 */
function runStatements<T>(
  items: readonly T[],
  ordered: boolean,
  run: (item: T, index: number) => void,
): WriteError[] {
  const errors: WriteError[] = []
  for (const [index, item] of items.entries()) {
    try {
      run(item, index)
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      errors.push(writeError(error, index))
      if (ordered) break
    }
  }
  return errors
}

const withErrors = (reply: Record<string, unknown>, errors: WriteError[]) =>
  errors.length > 0 ? { ...reply, writeErrors: errors, ok: 1 } : { ...reply, ok: 1 }

const isOrdered = (command: Document) => command.ordered === undefined || isOn(command.ordered)

const insert: Command = {
  writes: true,
  fields: ['documents', 'ordered'],
  run(context) {
    const { command, catalog, database } = context
    const documents = statements(context, 'documents')
    const collection = catalog.getOrCreate(database, collectionName(context))
    let n = 0
    const errors = runStatements(documents, isOrdered(command), document => {
      insertDocument(collection, document)
      n++
    })
    return withErrors({ n }, errors)
  },
}

const UPDATE_FIELDS = new Set(['q', 'u', 'c', 'multi', 'upsert', 'arrayFilters', 'sort', 'hint', 'collation'])

function updateStatement(statement: Document, variables: Document): UpdateStatement {
  const unknown = Object.keys(statement).find(field => !UPDATE_FIELDS.has(field))
  if (unknown !== undefined) fail(40415, `BSON field 'update.updates.${unknown}' is an unknown field.`)
  checkCollation(statement.collation)
  const { q, u, c, multi, upsert, arrayFilters, sort } = statement
  return {
    filter: documentOf(q, 'update.updates.q'),
    update: u,
    multi: isOn(multi),
    upsert: isOn(upsert),
    arrayFilters: arrayOf(arrayFilters, 'update.updates.arrayFilters'),
    sort: optionalDocument(sort, 'update.updates.sort'),
    constants: optionalDocument(c, 'update.updates.c'),
    variables,
  }
}

const update: Command = {
  writes: true,
  fields: ['updates', 'ordered'],
  run(context) {
    const { command, catalog, database, pipelineUpdate, variables } = context
    const name = collectionName(context)
    const upserted: { index: number; _id: Value }[] = []
    let n = 0
    let nModified = 0
    const errors = runStatements(statements(context, 'updates'), isOrdered(command), (statement, index) => {
      const result = updateDocuments(
        catalog,
        database,
        name,
        updateStatement(statement, variables),
        pipelineUpdate,
      )
      n += result.matched
      nModified += result.modified
      if (result.upserted !== undefined) {
        n++
        upserted.push({ index, _id: result.upserted })
      }
    })
    return withErrors({ n, nModified, ...(upserted.length > 0 ? { upserted } : {}) }, errors)
  },
}

const deleteCommand: Command = {
  writes: true,
  fields: ['deletes', 'ordered'],
  run(context) {
    const { command, catalog, database, variables } = context
    const collection = catalog.get(database, collectionName(context))
    let n = 0
    const errors = runStatements(statements(context, 'deletes'), isOrdered(command), statement => {
      checkCollation(statement.collation)
      const limit = asInteger(statement.limit)
      if (limit !== 0 && limit !== 1)
        fail(
          'FailedToParse',
          `The limit field in delete objects must be 0 or 1. Got ${String(statement.limit)}`,
        )
      n += deleteDocuments(collection, documentOf(statement.q, 'delete.deletes.q'), {
        limit,
        variables,
      }).removed
    })
    return withErrors({ n }, errors)
  },
}

const findAndModify: Command = {
  writes: true,
  fields: ['query', 'sort', 'remove', 'update', 'new', 'fields', 'upsert', 'arrayFilters'],
  run(context) {
    const { command, catalog, database, pipelineUpdate, variables } = context
    const name = collectionName(context)
    const filter = documentOf(command.query, 'findAndModify.query')
    const sort = optionalDocument(command.sort, 'findAndModify.sort')
    const project = compileProjection(command.fields, { filter, variables })
    const shown = (document: Document | undefined) =>
      document && project ? project(document) : (document ?? null)
    if (isOn(command.remove)) {
      if (command.update !== undefined)
        fail('FailedToParse', "Cannot specify both an 'update' and 'remove'=true")
      const { removed, last } = deleteDocuments(catalog.get(database, name), filter, {
        limit: 1,
        sort,
        variables,
      })
      return { lastErrorObject: { n: removed }, value: shown(last), ok: 1 }
    }
    if (command.update === undefined)
      fail('FailedToParse', "Either an 'update' or 'remove'=true must be specified")
    const statement = {
      filter,
      sort,
      variables,
      update: command.update,
      multi: false,
      upsert: isOn(command.upsert),
      arrayFilters: arrayOf(command.arrayFilters, 'findAndModify.arrayFilters'),
    }
    const { matched, upserted, before, after } = updateDocuments(
      catalog,
      database,
      name,
      statement,
      pipelineUpdate,
    )
    const inserted = upserted !== undefined
    return {
      lastErrorObject: {
        n: matched + Number(inserted),
        updatedExisting: matched > 0,
        ...(inserted ? { upserted } : {}),
      },
      value: shown(isOn(command.new) ? after : before),
      ok: 1,
    }
  },
}

interface BulkCounts {
  nInserted: number
  nMatched: number
  nModified: number
  nUpserted: number
  nDeleted: number
}

/** The bulkWrite command: operations on several collections, each naming one of `nsInfo`. */
const bulkWrite: Command = {
  writes: true,
  fields: ['ops', 'nsInfo', 'ordered', 'errorsOnly', 'cursor'],
  run(context) {
    const { command } = context
    const operations = statements(context, 'ops')
    const namespaces = statements(context, 'nsInfo').map(({ ns }) => String(ns))
    const counts: BulkCounts = { nInserted: 0, nMatched: 0, nModified: 0, nUpserted: 0, nDeleted: 0 }
    const results: Record<string, unknown>[] = []
    const errors = runStatements(operations, isOrdered(command), (operation, idx) => {
      results.push({ ok: 1, idx, ...runBulkOperation(operation, namespaces, counts, context) })
    })
    const failures = errors.map(({ index, ...error }) => ({ ok: 0, idx: index, n: 0, ...error }))
    const listed = isOn(command.errorsOnly)
      ? failures
      : [...results, ...failures].sort((a, b) => Number(a.idx) - Number(b.idx))
    return {
      cursor: { id: Long.ZERO, ns: 'admin.$cmd.bulkWrite', firstBatch: listed },
      nErrors: errors.length,
      ...counts,
      ok: 1,
    }
  },
}

function runBulkOperation(
  operation: Document,
  namespaces: readonly string[],
  counts: BulkCounts,
  context: CommandContext,
): Record<string, unknown> {
  const { catalog, pipelineUpdate, variables } = context
  const kind = Object.keys(operation)[0] ?? ''
  const namespace = namespaces[asInteger(operation[kind]) ?? -1]
  if (namespace === undefined) fail('BadValue', `BulkWrite ops entry names no namespace of nsInfo: ${kind}`)
  const dot = namespace.indexOf('.')
  const [database, name] = [namespace.slice(0, dot), namespace.slice(dot + 1)]
  checkCollation(operation.collation)
  if (kind === 'insert') {
    insertDocument(
      catalog.getOrCreate(database, name),
      documentOf(operation.document, 'bulkWrite.insert.document'),
    )
    counts.nInserted++
    return { n: 1 }
  }
  const filter = documentOf(operation.filter, `bulkWrite.${kind}.filter`)
  if (kind === 'delete') {
    const { removed } = deleteDocuments(catalog.get(database, name), filter, {
      limit: isOn(operation.multi) ? 0 : 1,
      variables,
    })
    counts.nDeleted += removed
    return { n: removed }
  }
  if (kind !== 'update') fail(40415, `BSON field 'bulkWrite.ops.${kind}' is an unknown field.`)
  const { updateMods: u, multi, upsert, arrayFilters, sort, constants: c } = operation
  const statement = updateStatement(
    {
      q: filter,
      u,
      multi,
      upsert,
      ...(arrayFilters ? { arrayFilters } : {}),
      ...(sort ? { sort } : {}),
      ...(c ? { c } : {}),
    },
    variables,
  )
  const { matched, modified, upserted } = updateDocuments(catalog, database, name, statement, pipelineUpdate)
  counts.nMatched += matched
  counts.nModified += modified
  if (upserted === undefined) return { n: matched, nModified: modified }
  counts.nUpserted++
  return { n: 1, nModified: 0, upserted: { _id: upserted } }
}

export const writeCommands: Readonly<Record<string, Command>> = {
  insert,
  update,
  delete: deleteCommand,
  findAndModify,
  findandmodify: findAndModify,
  bulkWrite,
}
