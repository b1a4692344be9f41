import { Long } from 'bson'
import { fail } from '../../errors.ts'
import { compileExpression, scopeOf } from '../../expressions/compile.ts'
import type { Expression } from '../../expressions/scope.ts'
import { compileProjection } from '../../query/projection.ts'
import {
  clone,
  type Document,
  getField,
  isDocument,
  setField,
  typeName,
  type Value,
} from '../../values/types.ts'
import type { PipelineContext, Stage, StageBuilder } from '../stage.ts'

function* map(input: Iterable<Document>, change: (document: Document) => Document): Generator<Document> {
  for (const document of input) yield change(document)
}

/** Sets a path; an array on the way gets the value in each element, a scalar gives way to a document. */
function withPath(target: Value, parts: readonly string[], value: Value): Value {
  const [part, ...rest] = parts
  if (part === undefined) return value
  if (Array.isArray(target)) return target.map(item => withPath(item, parts, value))
  const out = isDocument(target) ? { ...target } : {}
  const inner = withPath(getField(out, part), rest, value)
  if (inner === undefined) delete out[part]
  else setField(out, part, inner)
  return out
}

/** The paths an `$addFields` document sets: nested documents name nested paths. */
function flatten(spec: Document, prefix: string[], out: [string[], Value][]): [string[], Value][] {
  for (const [key, value] of Object.entries(spec)) {
    if (key === '' || key.startsWith('$'))
      fail(16410, `FieldPath field names may not start with '$' or be empty: '${key}'`)
    const path = [...prefix, ...key.split('.')]
    const nested =
      isDocument(value) &&
      Object.keys(value).length > 0 &&
      !Object.keys(value).some(field => field.startsWith('$'))
    if (nested) flatten(value, path, out)
    else out.push([path, value])
  }
  return out
}

const addFields: StageBuilder = (argument, context) => {
  if (!isDocument(argument))
    fail(40272, `$addFields specification stage must be an object, got ${typeName(argument)}`)
  const names = Object.keys(context.variables)
  const fields = flatten(argument, [], []).map(([path, value]) => ({
    path,
    expression: compileExpression(value, names),
  }))
  return input =>
    map(input, document => {
      const scope = scopeOf(document, context.variables, context.now)
      return fields.reduce<Document>(
        (out, { path, expression }) => withPath(out, path, expression(scope)) as Document,
        document,
      )
    })
}

const project: StageBuilder = (argument, { variables }) => {
  if (!isDocument(argument) || Object.keys(argument).length === 0)
    fail(51272, 'projection specification must have at least one field')
  const projector = compileProjection(argument, { variables, inPipeline: true })
  return projector ? input => map(input, projector) : input => input
}

const unset: StageBuilder = argument => {
  const paths = Array.isArray(argument) ? argument : [argument]
  if (paths.length === 0 || !paths.every(path => typeof path === 'string')) {
    fail(31002, '$unset specification must be a string or an array containing only string values')
  }
  const projector = compileProjection(Object.fromEntries(paths.map(path => [path, false])), {
    inPipeline: true,
  })
  return projector ? input => map(input, projector) : input => input
}

function replaceRoot(expression: Expression, { variables, now }: PipelineContext): Stage {
  return input =>
    map(input, document => {
      const root = expression(scopeOf(document, variables, now))
      if (!isDocument(root)) {
        fail(
          40228,
          `'newRoot' expression must evaluate to an object, but resulting value was of type: ${typeName(root)}`,
        )
      }
      return root
    })
}

interface Unwind {
  path: string[]
  index?: string[]
  keepEmpty: boolean
}

function parseUnwind(argument: Value): Unwind {
  const spec = typeof argument === 'string' ? { path: argument } : argument
  if (!isDocument(spec))
    fail(
      15981,
      `expected either a string or an object as specification for $unwind stage, got ${typeName(argument)}`,
    )
  const { path, includeArrayIndex: index, preserveNullAndEmptyArrays: keepEmpty } = spec as Document
  if (typeof path !== 'string') fail(28808, 'expected a string as the path for $unwind stage')
  if (!path.startsWith('$'))
    fail(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`)
  if (index !== undefined && (typeof index !== 'string' || index === '' || index.startsWith('$'))) {
    fail(28810, "expected a non-empty string without '$' for the includeArrayIndex option to $unwind stage")
  }
  return {
    path: path.slice(1).split('.'),
    index: typeof index === 'string' ? index.split('.') : undefined,
    keepEmpty: keepEmpty === true,
  }
}

function through(document: Document, path: readonly string[]): Value {
  return path.reduce<Value>(
    (value, part) => (isDocument(value) ? getField(value, part) : undefined),
    document,
  )
}

function* unwindOne(document: Document, { path, index, keepEmpty }: Unwind): Generator<Document> {
  const withIndex = (out: Document, at: number | null) =>
    index ? (withPath(out, index, at === null ? null : Long.fromNumber(at)) as Document) : out
  const value = through(document, path)
  if (!Array.isArray(value)) {
    if (keepEmpty || (value !== undefined && value !== null)) yield withIndex(document, null)
    return
  }
  if (value.length === 0) {
    if (keepEmpty) yield withIndex(withPath(document, path, undefined) as Document, null)
    return
  }
  for (const [at, item] of value.entries())
    yield withIndex(withPath(document, path, clone(item)) as Document, at)
}

/** Stages that change each document for itself. */
export const shapeStages: Readonly<Record<string, StageBuilder>> = {
  $addFields: addFields,
  $set: addFields,
  $project: project,
  $unset: unset,
  $replaceRoot: (argument, context) => {
    if (!isDocument(argument) || !Object.hasOwn(argument, 'newRoot'))
      fail(40231, 'no newRoot specified for the $replaceRoot stage')
    return replaceRoot(compileExpression(argument.newRoot, Object.keys(context.variables)), context)
  },
  $replaceWith: (argument, context) =>
    replaceRoot(compileExpression(argument, Object.keys(context.variables)), context),
  $unwind: argument => {
    const unwind = parseUnwind(argument)
    return function* (input) {
      for (const document of input) yield* unwindOne(document, unwind)
    }
  },
}
