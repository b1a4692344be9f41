import { Int32 } from 'bson'
import { fail } from '../errors.ts'
import { parseSort, sortBy } from '../query/sort.ts'
import { compare, equal } from '../values/compare.ts'
import { asInteger, integer, toNumber } from '../values/numbers.ts'
import { type Document, isDocument, isNumeric, setField, typeName, type Value } from '../values/types.ts'
import {
  isMissing,
  isTruthy,
  namedArguments,
  nullable,
  type Operator,
  operator,
  withVariables,
} from './scope.ts'

function requireArray(value: Value, name: string, code: number): Value[] {
  if (!Array.isArray(value))
    fail(code, `The argument to ${name} must be an array, but was of type: ${typeName(value)}`)
  return value
}

function requireInteger(value: Value, name: string, code: number): number {
  return asInteger(value) ?? fail(code, `${name} requires an integral argument, found ${typeName(value)}`)
}

function elementAt(array: Value, position: Value): Value {
  const items = requireArray(array, '$arrayElemAt', 28689)
  return items.at(requireInteger(position, '$arrayElemAt', 28690))
}

/** `$slice: [array, n]` or `[array, position, n]`. */
function slice(array: Value, first: Value, second: Value): Value {
  const items = requireArray(array, '$slice', 28724)
  const n = requireInteger(first, '$slice', 28725)
  if (second === undefined) return n < 0 ? items.slice(n) : items.slice(0, n)
  const count = requireInteger(second, '$slice', 28727)
  if (count <= 0) fail(28729, `Third argument to $slice must be positive: ${count}`)
  const start = n < 0 ? Math.max(0, items.length + n) : n
  return items.slice(start, start + count)
}

function range(start: Value, end: Value, step: Value = new Int32(1)): Value {
  const from = requireInteger(start, '$range', 34443)
  const to = requireInteger(end, '$range', 34444)
  const by = requireInteger(step, '$range', 34446)
  if (by === 0) fail(34449, '$range requires a non-zero step value')
  const out: Value[] = []
  for (let at = from; by > 0 ? at < to : at > to; at += by) out.push(integer(at))
  return out
}

/** Operators that evaluate an expression for each element, bound to a variable. */
function perElement(
  required: readonly string[],
  optional: readonly string[],
  body: string,
  defaultName: string,
  combine: (items: Value[], evaluate: (item: Value) => Value, limit: Value) => Value,
): Operator {
  return (argument, compile, name) => {
    const fields = namedArguments(argument, name, required, optional)
    const variable = typeof fields.as === 'string' ? fields.as : defaultName
    const input = compile(fields.input)
    const limit = compile(fields.limit)
    const inner = compile(fields[body], [variable])
    return scope => {
      const items = input(scope)
      if (isMissing(items)) return null
      const evaluate = (item: Value) => inner(withVariables(scope, { [variable]: item }))
      return combine(requireArray(items, name, 28651), evaluate, limit(scope))
    }
  }
}

const filterOperator = perElement(
  ['input', 'cond'],
  ['as', 'limit'],
  'cond',
  'this',
  (items, holds, limit) => {
    const kept = items.filter(item => isTruthy(holds(item)))
    return isNumeric(limit) ? kept.slice(0, toNumber(limit)) : kept
  },
)

const reduceOperator: Operator = (argument, compile, name) => {
  const fields = namedArguments(argument, name, ['input', 'initialValue', 'in'])
  const input = compile(fields.input)
  const initial = compile(fields.initialValue)
  const body = compile(fields.in, ['value', 'this'])
  return scope => {
    const items = input(scope)
    if (isMissing(items)) return null
    return requireArray(items, name, 40080).reduce<Value>(
      (value, item) => body(withVariables(scope, { value, this: item })),
      initial(scope),
    )
  }
}

const zipOperator: Operator = (argument, compile, name) => {
  const fields = namedArguments(argument, name, ['inputs'], ['useLongestLength', 'defaults'])
  if (!Array.isArray(fields.inputs)) fail(34461, 'inputs must be an array of expressions')
  const inputs = fields.inputs.map(item => compile(item))
  const defaults = compile(fields.defaults)
  return scope => {
    const arrays = inputs.map(input => input(scope))
    if (arrays.some(isMissing)) return null
    const lists = arrays.map(item => requireArray(item, name, 34468))
    const lengths = lists.map(list => list.length)
    const fill = defaults(scope)
    const size = fields.useLongestLength === true ? Math.max(...lengths) : Math.min(...lengths)
    return Array.from({ length: size }, (_, row) =>
      lists.map((list, column) =>
        row < list.length ? list[row] : Array.isArray(fill) ? fill[column] : null,
      ),
    )
  }
}

const sortArray: Operator = (argument, compile, name) => {
  const fields = namedArguments(argument, name, ['input', 'sortBy'])
  const input = compile(fields.input)
  const order = fields.sortBy
  const by = isDocument(order) ? parseSort(order) : undefined
  const direction = isNumeric(order) ? toNumber(order) : 1
  return scope => {
    const items = input(scope)
    if (isMissing(items)) return null
    const list = requireArray(items, name, 2942504)
    if (by) return sortBy(list, item => (isDocument(item) ? item : {}), by)
    return [...list].sort((a, b) => compare(a, b) * direction)
  }
}

/** `[{ k, v }]` or `[[k, v]]` to a document. */
function arrayToObject(array: Value): Value {
  const out: Document = {}
  for (const item of requireArray(array, '$arrayToObject', 40386)) {
    const [key, value] = Array.isArray(item) ? item : isDocument(item) ? [item.k, item.v] : []
    if (typeof key !== 'string') fail(40393, '$arrayToObject requires a key of type string in every entry')
    setField(out, key, value)
  }
  return out
}

/** `$firstN`, `$lastN`, `$minN`, `$maxN` over an array. */
function several(pick: (items: Value[], n: number) => Value[]): Operator {
  return (argument, compile, name) => {
    const fields = namedArguments(argument, name, ['input', 'n'])
    const [input, n] = [compile(fields.input), compile(fields.n)]
    return scope => pick(requireArray(input(scope), name, 5788200), requireInteger(n(scope), name, 5787902))
  }
}

const present = (items: Value[]) => items.filter(item => !isMissing(item))

export const arrayOperators: Readonly<Record<string, Operator>> = {
  $size: operator(1, 1, value => new Int32(requireArray(value, '$size', 17124).length)),
  $isArray: operator(1, 1, value => Array.isArray(value)),
  $in: operator(2, 2, (value, list) => {
    if (!Array.isArray(list))
      fail(40081, `$in requires an array as a second argument, found: ${typeName(list)}`)
    return list.some(item => equal(item, value))
  }),
  $arrayElemAt: nullable(2, 2, elementAt),
  $first: nullable(1, 1, value => requireArray(value, '$first', 28689)[0]),
  $last: nullable(1, 1, value => requireArray(value, '$last', 28689).at(-1)),
  $slice: operator(2, 3, (array, first, second) =>
    isMissing(array) || isMissing(first) || second === null ? null : slice(array, first, second),
  ),
  $concatArrays: nullable(0, Infinity, (...arrays) =>
    arrays.flatMap(array => {
      if (!Array.isArray(array)) fail(28664, `$concatArrays only supports arrays, not ${typeName(array)}`)
      return array
    }),
  ),
  $reverseArray: nullable(1, 1, value => [...requireArray(value, '$reverseArray', 34435)].reverse()),
  $range: operator(2, 3, range),
  $indexOfArray: operator(2, 4, (array, value, start = new Int32(0), end) => {
    if (isMissing(array)) return null
    const items = requireArray(array, '$indexOfArray', 40090)
    const to = isMissing(end) ? items.length : requireInteger(end, '$indexOfArray', 40096)
    const from = requireInteger(start, '$indexOfArray', 40096)
    return new Int32(items.findIndex((item, at) => at >= from && at < to && equal(item, value)))
  }),
  $map: perElement(['input', 'in'], ['as'], 'in', 'this', (items, evaluate) =>
    items.map(item => evaluate(item) ?? null),
  ),
  $filter: filterOperator,
  $reduce: reduceOperator,
  $zip: zipOperator,
  $sortArray: sortArray,
  $arrayToObject: nullable(1, 1, arrayToObject),
  $firstN: several((items, n) => items.slice(0, n)),
  $lastN: several((items, n) => items.slice(-n)),
  $minN: several((items, n) => present(items).sort(compare).slice(0, n)),
  $maxN: several((items, n) =>
    present(items)
      .sort((a, b) => compare(b, a))
      .slice(0, n),
  ),
}
