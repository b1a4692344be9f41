import type { Catalog } from '../catalog/catalog.ts'
import type { Collection, Row } from '../catalog/collection.ts'
import { fail } from '../errors.ts'
import { parseSort } from '../query/sort.ts'
import { decode, encode } from '../values/bson.ts'
import { asInteger, integer } from '../values/numbers.ts'
import { type Document, isDocument, isNumeric, type Value } from '../values/types.ts'
import type { PipelineContext, Stage, StageBuilder } from './stage.ts'
import { groupStages } from './stages/group.ts'
import { joinStages } from './stages/join.ts'
import { shapeStages } from './stages/shape.ts'
import { streamStages } from './stages/stream.ts'

const STAGES: Readonly<Record<string, StageBuilder>> = {
  ...streamStages,
  ...shapeStages,
  ...groupStages,
  ...joinStages,
}

/** One stage as it was asked for. */
export interface StageSpec {
  name: string
  argument: Value
}

export function parsePipeline(pipeline: Value): StageSpec[] {
  if (!Array.isArray(pipeline)) fail('TypeMismatch', "'pipeline' option must be specified as an array")
  return pipeline.map(stage => {
    if (!isDocument(stage)) fail('TypeMismatch', "Each element of the 'pipeline' array must be an object")
    const [name, ...others] = Object.keys(stage)
    if (name === undefined || others.length > 0)
      fail(40323, 'A pipeline stage specification object must contain exactly one field.')
    return { name, argument: stage[name] }
  })
}

function buildStage({ name, argument }: StageSpec, context: PipelineContext): Stage {
  const build = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined
  if (!build) fail(40324, `Unrecognized pipeline stage name: '${name}'`)
  return build(argument, context)
}

export interface PipelineSettings {
  catalog: Catalog
  database: string
  variables?: Document
  check?: () => void
}

/** The context sub-pipelines of `$lookup`, `$facet` and `$unionWith` run in. */
function contextOf({ catalog, database, variables = {}, check }: PipelineSettings): PipelineContext {
  const context: PipelineContext = {
    variables,
    now: new Date(),
    check,
    collection: name => catalog.get(database, name),
    over: (documents, pipeline, inner) =>
      runStages(documents, parsePipeline(pipeline), { ...context, variables: { ...variables, ...inner } }),
    from: (collection, pipeline, inner) =>
      decoded(
        runOnCollection(collection, parsePipeline(pipeline), {
          ...context,
          variables: { ...variables, ...inner },
        }),
      ),
  }
  return context
}

function runStages(
  documents: Iterable<Document>,
  stages: readonly StageSpec[],
  context: PipelineContext,
): Iterable<Document> {
  return stages
    .map(stage => buildStage(stage, context))
    .reduce<Iterable<Document>>((input, stage) => stage(input), documents)
}

/** Runs a pipeline over one document, as updates do. */
export function pipelineOnDocument(
  settings: PipelineSettings,
  pipeline: Value[],
): (document: Document) => Document {
  const allowed = new Set(['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith'])
  const specs = parsePipeline(pipeline)
  for (const { name } of specs) {
    if (!allowed.has(name)) fail('InvalidOptions', `${name} is not allowed to be used within an update`)
  }
  const context = contextOf(settings)
  const stages = specs.map(spec => buildStage(spec, context))
  return document => {
    const [result] = stages.reduce<Iterable<Document>>((input, stage) => stage(input), [document])
    return result ?? document
  }
}

/** What a pipeline yields: encoded documents, those that no stage touched exactly as stored. */
export function aggregate(
  settings: PipelineSettings,
  name: string | null,
  stages: readonly StageSpec[],
): Iterable<Buffer> {
  const context = contextOf(settings)
  if (name === null) {
    if (stages[0]?.name !== '$documents')
      fail(
        'InvalidNamespace',
        `{aggregate: 1} is not valid for '${stages[0]?.name ?? 'an empty pipeline'}'; a collection is required.`,
      )
    return encoded(runStages([], stages, context))
  }
  return runOnCollection(settings.catalog.get(settings.database, name), stages, context)
}

function runOnCollection(
  collection: Collection | undefined,
  stages: readonly StageSpec[],
  context: PipelineContext,
): Iterable<Buffer> {
  const { read, rest } = splitRead(stages)
  const counter = countOnly(rest)
  const compiled = counter ? [] : rest.map(stage => buildStage(stage, context))
  const { filter, sort, skip, limit } = read
  const options = {
    sort: sort && parseSort(sort),
    skip,
    limit,
    variables: context.variables,
    check: context.check,
  }
  const rows: Iterable<Row> =
    collection && limit !== 0 ? collection.find(filter, { ...options, limit: limit ?? 0 }) : []
  if (counter) return counted(collection, rows, read, counter)
  if (compiled.length === 0) return rawBytes(rows)
  return encoded(compiled.reduce<Iterable<Document>>((input, stage) => stage(input), documentsOf(rows)))
}

/** The part of a pipeline that a query can do: `$match`es, one `$sort`, `$skip`, `$limit`. */
interface Read {
  filter: Document
  sort?: Document
  skip?: number
  /** `undefined` for none. */
  limit?: number
}

function splitRead(stages: readonly StageSpec[]): { read: Read; rest: StageSpec[] } {
  const rest = [...stages]
  const read: Read = { filter: {} }
  const next = (name: string) => (rest[0]?.name === name ? rest.shift() : undefined)
  for (let stage = next('$match'); stage; stage = next('$match')) {
    if (!isDocument(stage.argument)) fail(15959, 'the match filter must be an expression in an object')
    read.filter =
      Object.keys(read.filter).length > 0 ? { $and: [read.filter, stage.argument] } : stage.argument
  }
  const sort = rest[0]?.name === '$sort' && isDocument(rest[0].argument) ? next('$sort') : undefined
  if (sort) read.sort = sort.argument as Document
  const skip = rest[0]?.name === '$skip' ? asInteger(rest[0].argument) : undefined
  if (skip !== undefined && skip >= 0) {
    read.skip = skip
    rest.shift()
  }
  const limit = rest[0]?.name === '$limit' ? asInteger(rest[0].argument) : undefined
  if (limit !== undefined && limit > 0) {
    read.limit = limit
    rest.shift()
  }
  return { read, rest }
}

/** `$count`, or the `$group` by a constant that countDocuments sends: documents need not be decoded for it. */
function countOnly(rest: readonly StageSpec[]): ((count: number) => Document) | null {
  const [stage, ...others] = rest
  if (!stage || others.length > 0 || stage.name !== '$group' || !isDocument(stage.argument)) return null
  const { _id, ...accumulators } = stage.argument
  const [entry, ...more] = Object.entries(accumulators)
  if (!entry || more.length > 0 || !(isNumeric(_id) || _id === null)) return null
  const [field, accumulator] = entry
  if (!isDocument(accumulator) || asInteger(accumulator.$sum) !== 1 || Object.keys(accumulator).length !== 1)
    return null
  return count => ({ _id, [field]: integer(count) })
}

function* counted(
  collection: Collection | undefined,
  rows: Iterable<Row>,
  { filter, skip, limit }: Read,
  describe: (count: number) => Document,
): Generator<Buffer> {
  let count = 0
  if (collection && Object.keys(filter).length === 0 && skip === undefined && limit === undefined)
    count = collection.count()
  else for (const _ of rows) count++
  if (count > 0) yield encode(describe(count))
}

function* rawBytes(rows: Iterable<Row>): Generator<Buffer> {
  for (const { bytes } of rows) yield bytes
}

function* documentsOf(rows: Iterable<Row>): Generator<Document> {
  for (const { document, bytes } of rows) yield document ?? decode(bytes)
}

function* encoded(documents: Iterable<Document>): Generator<Buffer> {
  for (const document of documents) yield encode(document)
}

function* decoded(rows: Iterable<Buffer>): Generator<Document> {
  for (const bytes of rows) yield decode(bytes)
}
