import { fail } from '../../errors.ts'
import { compileExpression, scopeOf } from '../../expressions/compile.ts'
import { NOTHING, visitPath } from '../../query/paths.ts'
import { decode } from '../../values/bson.ts'
import { type Document, getField, isDocument, setField, type Value } from '../../values/types.ts'
import type { PipelineContext, StageBuilder } from '../stage.ts'

const LOOKUP_FIELDS = new Set(['from', 'localField', 'foreignField', 'let', 'pipeline', 'as'])

const lookup: StageBuilder = (argument, context) => {
  if (!isDocument(argument)) fail('FailedToParse', 'the $lookup specification must be an Object')
  const unknown = Object.keys(argument).find(field => !LOOKUP_FIELDS.has(field))
  if (unknown !== undefined) fail('FailedToParse', `unknown argument to $lookup: ${unknown}`)
  const { from, localField, foreignField, let: variables = {}, pipeline, as } = argument
  if (typeof from !== 'string')
    fail('FailedToParse', `$lookup argument 'from' must be a string naming a collection of this database`)
  if (typeof as !== 'string') fail('FailedToParse', "must specify 'as' field for a $lookup")
  if (
    (localField === undefined) !== (foreignField === undefined) ||
    (localField === undefined && pipeline === undefined)
  ) {
    fail(
      'FailedToParse',
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    )
  }
  if (!isDocument(variables)) fail('FailedToParse', "$lookup argument 'let' must be an object")
  const names = Object.keys(context.variables)
  const lets = Object.entries(variables).map(
    ([name, value]) => [name, compileExpression(value, names)] as const,
  )
  if (pipeline !== undefined) checkPipeline(pipeline, Object.keys(variables), context)
  const join = { from, local: localField, foreign: foreignField, pipeline }
  return function* (input) {
    for (const document of input) {
      context.check?.()
      const scope = scopeOf(document, context.variables, context.now)
      const values: Document = {}
      for (const [name, expression] of lets) setField(values, name, expression(scope))
      yield withField(document, as.split('.'), [...joined(document, join, values, context)])
    }
  }
}

/** A mistake in a sub-pipeline is an error even when no document reaches it. */
function checkPipeline(pipeline: Value, names: string[], context: PipelineContext): void {
  context.over([], pipeline, Object.fromEntries(names.map(name => [name, null])))
}

interface Join {
  from: string
  local: Value
  foreign: Value
  pipeline: Value
}

function joined(
  document: Document,
  { from, local, foreign, pipeline }: Join,
  values: Document,
  context: PipelineContext,
): Iterable<Document> {
  const collection = context.collection(from)
  if (typeof local !== 'string' || typeof foreign !== 'string')
    return context.from(collection, pipeline, values)
  const matching = { [foreign]: { $in: localValues(document, local) } }
  if (pipeline !== undefined) {
    const stages = Array.isArray(pipeline) ? pipeline : []
    return context.from(collection, [{ $match: matching }, ...stages], values)
  }
  return Array.from(collection?.find(matching) ?? [], row => row.document ?? decode(row.bytes))
}

/** The values a local field joins by: an array joins by its elements, a missing field by null. */
function localValues(document: Document, path: string): Value[] {
  const values: Value[] = []
  visitPath(document, path.split('.'), value => {
    if (value !== NOTHING && !Array.isArray(value)) values.push(value ?? null)
    return false
  })
  return values.length > 0 ? values : [null]
}

function withField(document: Document, path: readonly string[], value: Value): Document {
  const [part, ...rest] = path
  const out = { ...document }
  const inner = getField(out, part!)
  setField(out, part!, rest.length === 0 ? value : withField(isDocument(inner) ? inner : {}, rest, value))
  return out
}

const unionWith: StageBuilder = (argument, context) => {
  const spec = typeof argument === 'string' ? { coll: argument } : argument
  if (!isDocument(spec) || typeof spec.coll !== 'string')
    fail(
      'FailedToParse',
      'the $unionWith stage specification must be an object or string naming a collection',
    )
  const { coll, pipeline = [] } = spec as { coll: string; pipeline?: Value }
  checkPipeline(pipeline, [], context)
  return function* (input) {
    yield* input
    yield* context.from(context.collection(coll), pipeline)
  }
}

const facet: StageBuilder = (argument, context) => {
  if (!isDocument(argument) || Object.keys(argument).length === 0)
    fail(40169, 'the $facet specification must be a non-empty object')
  for (const pipeline of Object.values(argument)) checkPipeline(pipeline, [], context)
  return function* (input) {
    const documents = [...input]
    const out: Document = {}
    for (const [field, pipeline] of Object.entries(argument))
      setField(out, field, [...context.over(documents, pipeline)])
    yield out
  }
}

/** Stages that bring in other documents, or run pipelines of their own. */
export const joinStages: Readonly<Record<string, StageBuilder>> = {
  $lookup: lookup,
  $unionWith: unionWith,
  $facet: facet,
}
