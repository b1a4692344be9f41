import { OUTPUT_STAGES, writeResult } from '../aggregate/output.ts'
import { aggregate, parsePipeline } from '../aggregate/pipeline.ts'
import type { Row } from '../catalog/collection.ts'
import { fail } from '../errors.ts'
import { compileFilter, isOn } from '../query/matcher.ts'
import { NOTHING, visitPath } from '../query/paths.ts'
import { compileProjection, type Projector } from '../query/projection.ts'
import { parseSort, type SortField } from '../query/sort.ts'
import { decode, encode } from '../values/bson.ts'
import { compare, hashKey } from '../values/compare.ts'
import { toNumber } from '../values/numbers.ts'
import { type Document, isDocument, isNumeric, type Value } from '../values/types.ts'
import {
  arrayOf,
  type Command,
  collectionName,
  documentOf,
  integerOf,
  nonNegative,
  optionalDocument,
} from './command.ts'

const FIRST_BATCH = 101

/** A sort as find takes it: `$natural` stands for the order of insertion. */
function readSort(sort: Document | undefined): { sort: SortField[] | null; reverse: boolean } {
  if (!sort || Object.keys(sort).length === 0) return { sort: null, reverse: false }
  const natural = sort.$natural
  if (natural !== undefined) return { sort: null, reverse: isNumeric(natural) && toNumber(natural) < 0 }
  return { sort: parseSort(sort), reverse: false }
}

const find: Command = {
  writes: false,
  fields: [
    'filter',
    'projection',
    'sort',
    'skip',
    'limit',
    'batchSize',
    'singleBatch',
    'noCursorTimeout',
    'allowDiskUse',
    'allowPartialResults',
    'oplogReplay',
  ],
  run(context) {
    const { command, catalog, cursors, database, variables, check } = context
    const name = collectionName(context)
    const filter = documentOf(command.filter, 'find.filter')
    const { sort, reverse } = readSort(optionalDocument(command.sort, 'find.sort'))
    const project = compileProjection(command.projection, { filter, variables })
    const limit = integerOf(command.limit, 'find.limit', 0)
    const options = {
      sort,
      reverse,
      skip: nonNegative(command.skip, 'find.skip'),
      limit: Math.abs(limit),
      variables,
      check,
    }
    compileFilter(filter, variables) // a mistake is an error also where there is no collection
    const rows = catalog.get(database, name)?.find(filter, options) ?? []
    const size =
      command.batchSize === undefined ? FIRST_BATCH : nonNegative(command.batchSize, 'find.batchSize')
    return cursors.start(`${database}.${name}`, projected(rows, project), {
      size,
      single: limit < 0 || isOn(command.singleBatch),
      keep: isOn(command.noCursorTimeout),
    })
  },
}

function* projected(rows: Iterable<Row>, project: Projector | null): Generator<Buffer> {
  for (const row of rows) yield project ? encode(project(row.document ?? decode(row.bytes))) : row.bytes
}

const getMore: Command = {
  writes: false,
  fields: ['collection', 'batchSize'],
  run({ command, cursors, database }) {
    if (typeof command.collection !== 'string')
      fail('TypeMismatch', "BSON field 'getMore.collection' must be a string")
    const size = nonNegative(command.batchSize, 'getMore.batchSize')
    return cursors.more(
      String(command.getMore),
      `${database}.${command.collection}`,
      size === 0 ? Infinity : size,
    )
  },
}

const killCursors: Command = {
  writes: false,
  fields: ['cursors'],
  run({ command, cursors }) {
    const cursorsKilled: Value[] = []
    const cursorsNotFound: Value[] = []
    for (const id of arrayOf(command.cursors, 'killCursors.cursors')) {
      if (cursors.kill(String(id))) cursorsKilled.push(id)
      else cursorsNotFound.push(id)
    }
    return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 }
  },
}

const count: Command = {
  writes: false,
  fields: ['query', 'limit', 'skip', 'fields'],
  run(context) {
    const { command, catalog, database, variables, check } = context
    const collection = catalog.get(database, collectionName(context))
    const filter = documentOf(command.query, 'count.query')
    const limit = Math.abs(integerOf(command.limit, 'count.limit', 0))
    const skip = nonNegative(command.skip, 'count.skip')
    compileFilter(filter, variables)
    if (!collection) return { n: 0, ok: 1 }
    if (Object.keys(filter).length === 0) {
      const rest = Math.max(0, collection.count() - skip)
      return { n: limit > 0 ? Math.min(rest, limit) : rest, ok: 1 }
    }
    let n = 0
    for (const _ of collection.find(filter, { limit, skip, variables, check })) n++
    return { n, ok: 1 }
  },
}

const distinct: Command = {
  writes: false,
  fields: ['key', 'query'],
  run(context) {
    const { command, catalog, database, variables, check } = context
    const { key } = command
    if (typeof key !== 'string')
      fail('TypeMismatch', "BSON field 'distinct.key' is the wrong type, expected type 'string'")
    const filter = documentOf(command.query, 'distinct.query')
    compileFilter(filter, variables)
    const collection = catalog.get(database, collectionName(context))
    const values = new Map<string, Value>()
    for (const row of collection?.find(filter, { variables, check }) ?? []) {
      visitPath(row.document ?? decode(row.bytes), key.split('.'), (value, isElement) => {
        const isInner = isElement || !Array.isArray(value)
        if (value !== undefined && value !== NOTHING && isInner) values.set(hashKey(value), value)
        return false
      })
    }
    return { values: [...values.values()].sort(compare), ok: 1 }
  },
}

const isOutput = (stage: Value) => isDocument(stage) && OUTPUT_STAGES.includes(Object.keys(stage)[0] ?? '')

const aggregateCommand: Command = {
  writes: command => Array.isArray(command.pipeline) && command.pipeline.some(isOutput),
  fields: ['pipeline', 'cursor', 'allowDiskUse', 'fromMongos'],
  run(context) {
    const { command, catalog, cursors, database, variables, check, pipelineUpdate } = context
    if (command.cursor === undefined)
      fail('FailedToParse', "The 'cursor' option is required, except for aggregate with the explain argument")
    const cursor = documentOf(command.cursor, 'aggregate.cursor')
    const name = isNumeric(command.aggregate) ? null : collectionName(context)
    const namespace = `${database}.${name ?? '$cmd.aggregate'}`
    const stages = parsePipeline(command.pipeline)
    const last = stages.at(-1)
    const output = last && OUTPUT_STAGES.includes(last.name) ? stages.pop() : undefined
    const misplaced = stages.find(stage => OUTPUT_STAGES.includes(stage.name))
    if (misplaced) fail(40601, `${misplaced.name} can only be the final stage in the pipeline`)
    const rows = aggregate({ catalog, database, variables, check }, name, stages)
    if (output) {
      writeResult(rows, output, { catalog, database, pipelineUpdate })
      return cursors.start(namespace, [], { size: 0 })
    }
    const size =
      cursor.batchSize === undefined
        ? FIRST_BATCH
        : nonNegative(cursor.batchSize, 'aggregate.cursor.batchSize')
    return cursors.start(namespace, rows, { size })
  },
}

export const readCommands: Readonly<Record<string, Command>> = {
  find,
  getMore,
  killCursors,
  count,
  distinct,
  aggregate: aggregateCommand,
}
