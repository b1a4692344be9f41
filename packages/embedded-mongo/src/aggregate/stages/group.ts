import { Int32 } from 'bson'
import { fail } from '../../errors.ts'
import { compileExpression, scopeOf } from '../../expressions/compile.ts'
import { compare, hashKey } from '../../values/compare.ts'
import { type Document, isDocument, setField, type Value } from '../../values/types.ts'
import { type Accumulator, compileAccumulator } from '../accumulators.ts'
import type { PipelineContext, Stage, StageBuilder } from '../stage.ts'

interface Group {
  id: Value
  accumulators: Accumulator[]
}

function groupBy(id: (document: Document) => Value, fields: Document, context: PipelineContext): Stage {
  const names = Object.keys(context.variables)
  const outputs = Object.entries(fields).map(([field, spec]) => {
    if (field.includes('.')) fail(40235, `The field name '${field}' cannot contain '.'`)
    if (field.startsWith('$')) fail(40236, `The field name '${field}' cannot be an operator name`)
    return { field, make: compileAccumulator(field, spec, names) }
  })
  return function* (input) {
    const groups = new Map<string, Group>()
    for (const document of input) {
      context.check?.()
      const value = id(document)
      const key = hashKey(value)
      let group = groups.get(key)
      if (!group) {
        group = { id: value ?? null, accumulators: outputs.map(({ make }) => make()) }
        groups.set(key, group)
      }
      const scope = scopeOf(document, context.variables, context.now)
      for (const accumulator of group.accumulators) accumulator.add(scope)
    }
    for (const { id: _id, accumulators } of groups.values()) {
      const out: Document = { _id }
      for (const [i, { field }] of outputs.entries()) setField(out, field, accumulators[i]!.result())
      yield out
    }
  }
}

const group: StageBuilder = (argument, context) => {
  if (!isDocument(argument)) fail(15947, "a group's fields must be specified in an object")
  if (!Object.hasOwn(argument, '_id')) fail(15955, 'a group specification must include an _id')
  const { _id, ...fields } = argument
  const id = compileExpression(_id, Object.keys(context.variables))
  return groupBy(document => id(scopeOf(document, context.variables, context.now)), fields, context)
}

const sortByCount: StageBuilder = (argument, context) => {
  const id = compileExpression(argument, Object.keys(context.variables))
  const count = groupBy(
    document => id(scopeOf(document, context.variables, context.now)),
    { count: { $sum: new Int32(1) } },
    context,
  )
  return input => [...count(input)].sort((a, b) => compare(b.count, a.count))
}

const bucket: StageBuilder = (argument, context) => {
  if (!isDocument(argument)) fail(40201, 'Argument to $bucket stage must be an object')
  const { groupBy: by, boundaries, default: fallback, output = { count: { $sum: new Int32(1) } } } = argument
  if (!Array.isArray(boundaries) || boundaries.length < 2)
    fail(40192, "The $bucket 'boundaries' field must have at least 2 values")
  if (!boundaries.every((value, i) => i === 0 || compare(boundaries[i - 1], value) < 0)) {
    fail(40194, "The 'boundaries' option to $bucket must be sorted, with values unique")
  }
  if (!isDocument(output)) fail(40196, "The $bucket 'output' field must be an object")
  const value = compileExpression(by, Object.keys(context.variables))
  const lowerBound = (document: Document) => {
    const found = value(scopeOf(document, context.variables, context.now))
    const inside = compare(found, boundaries[0]) >= 0 && compare(found, boundaries.at(-1)) < 0
    if (inside) return boundaries.findLast(boundary => compare(boundary, found) <= 0)
    if (fallback === undefined)
      fail(7157100, '$switch could not find a matching branch for an input, and no default was specified.')
    return fallback
  }
  const stage = groupBy(lowerBound, output, context)
  return input => [...stage(input)].sort((a, b) => compare(a._id, b._id))
}

/** Stages that make groups of documents. */
export const groupStages: Readonly<Record<string, StageBuilder>> = {
  $group: group,
  $sortByCount: sortByCount,
  $bucket: bucket,
}
