import { Int32 } from 'bson'
import { fail } from '../errors.ts'
import { compare } from '../values/compare.ts'
import { type Document, isDocument, RANK, rank, setField, type Value } from '../values/types.ts'
import {
  compileArguments,
  isMissing,
  isTruthy,
  namedArguments,
  type Operator,
  operator,
  withVariables,
} from './scope.ts'

/** Comparison inside expressions: a missing field sorts before null. */
export function compareInExpression(a: Value, b: Value): number {
  if (a === undefined || b === undefined) {
    if (a === b) return 0
    if (a === undefined) return rank(b) === RANK.minKey ? 1 : -1
    return rank(a) === RANK.minKey ? -1 : 1
  }
  return compare(a, b)
}

function comparison(holds: (order: number) => boolean): Operator {
  return operator(2, 2, (a, b) => holds(compareInExpression(a, b)))
}

const conditional: Operator = (argument, compile, name) => {
  const parts = isDocument(argument)
    ? ['if', 'then', 'else'].map(field =>
        compile(namedArguments(argument, name, ['if', 'then', 'else'])[field]),
      )
    : compileArguments(argument, compile, name, 3)
  const [condition, whenTrue, otherwise] = parts
  return scope => (isTruthy(condition!(scope)) ? whenTrue!(scope) : otherwise!(scope))
}

const switchOperator: Operator = (argument, compile, name) => {
  const { branches, default: fallback } = namedArguments(argument, name, ['branches'], ['default'])
  if (!Array.isArray(branches) || branches.length === 0) fail(40068, '$switch requires at least one branch.')
  const cases = branches.map(branch => {
    const fields = namedArguments(branch, '$switch branch', ['case', 'then'])
    return { holds: compile(fields.case), result: compile(fields.then) }
  })
  const otherwise = isDocument(argument) && Object.hasOwn(argument, 'default') ? compile(fallback) : undefined
  return scope => {
    const hit = cases.find(({ holds }) => isTruthy(holds(scope)))
    if (hit) return hit.result(scope)
    if (!otherwise)
      fail(40066, '$switch could not find a matching branch for an input, and no default was specified.')
    return otherwise(scope)
  }
}

const letOperator: Operator = (argument, compile, name) => {
  const fields = namedArguments(argument, name, ['vars', 'in'])
  if (!isDocument(fields.vars)) fail(16876, 'invalid parameter: expected an object (vars)')
  const variables = Object.entries(fields.vars).map(
    ([variable, value]) => [variable, compile(value)] as const,
  )
  const body = compile(fields.in, Object.keys(fields.vars))
  return scope => {
    const values: Document = {}
    for (const [variable, value] of variables) setField(values, variable, value(scope))
    return body(withVariables(scope, values))
  }
}

export const logicOperators: Readonly<Record<string, Operator>> = {
  $eq: comparison(order => order === 0),
  $ne: comparison(order => order !== 0),
  $gt: comparison(order => order > 0),
  $gte: comparison(order => order >= 0),
  $lt: comparison(order => order < 0),
  $lte: comparison(order => order <= 0),
  $cmp: operator(2, 2, (a, b) => new Int32(Math.sign(compareInExpression(a, b)))),
  $and: operator(0, Infinity, (...values) => values.every(isTruthy)),
  $or: operator(0, Infinity, (...values) => values.some(isTruthy)),
  $not: operator(1, 1, value => !isTruthy(value)),
  $cond: conditional,
  $ifNull: operator(2, Infinity, (...values) => values.find(value => !isMissing(value)) ?? values.at(-1)),
  $switch: switchOperator,
  $let: letOperator,
}
