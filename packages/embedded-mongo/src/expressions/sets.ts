import { fail } from '../errors.ts'
import { hashKey } from '../values/compare.ts'
import { typeName, type Value } from '../values/types.ts'
import { isTruthy, nullable, type Operator, operator } from './scope.ts'

function requireSet(value: Value, name: string, code: number): Map<string, Value> {
  if (!Array.isArray(value))
    fail(code, `All operands of ${name} must be arrays. One argument is of type: ${typeName(value)}`)
  return new Map(value.map(item => [hashKey(item), item]))
}

function union(...values: Value[]): Value {
  const all = new Map<string, Value>()
  for (const value of values) {
    for (const [key, item] of requireSet(value, '$setUnion', 17043)) if (!all.has(key)) all.set(key, item)
  }
  return [...all.values()]
}

function intersection(...values: Value[]): Value {
  const [first, ...others] = values.map(value => requireSet(value, '$setIntersection', 17047))
  if (!first) return []
  return [...first].filter(([key]) => others.every(other => other.has(key))).map(([, item]) => item)
}

function isSubset(a: Value, b: Value): boolean {
  const whole = requireSet(b, '$setIsSubset', 17042)
  return [...requireSet(a, '$setIsSubset', 17046).keys()].every(key => whole.has(key))
}

export const setOperators: Readonly<Record<string, Operator>> = {
  $setUnion: nullable(0, Infinity, union),
  $setIntersection: nullable(0, Infinity, intersection),
  $setDifference: nullable(2, 2, (a, b) => {
    const without = requireSet(b, '$setDifference', 17049)
    return [...requireSet(a, '$setDifference', 17048)]
      .filter(([key]) => !without.has(key))
      .map(([, item]) => item)
  }),
  $setEquals: operator(2, Infinity, (first, ...others) => {
    const wanted = requireSet(first, '$setEquals', 17044)
    return others.every(other => {
      const set = requireSet(other, '$setEquals', 17044)
      return set.size === wanted.size && [...set.keys()].every(key => wanted.has(key))
    })
  }),
  $setIsSubset: operator(2, 2, isSubset),
  $anyElementTrue: operator(1, 1, value =>
    [...requireSet(value, '$anyElementTrue', 17041).values()].some(isTruthy),
  ),
  $allElementsTrue: operator(1, 1, value =>
    [...requireSet(value, '$allElementsTrue', 17040).values()].every(isTruthy),
  ),
}
