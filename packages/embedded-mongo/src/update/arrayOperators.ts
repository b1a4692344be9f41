import { fail } from '../errors.ts'
import { compileElementCondition, compileFilter } from '../query/matcher.ts'
import type { Predicate } from '../query/predicates.ts'
import { parseSort, sortBy } from '../query/sort.ts'
import { compare, equal, identical } from '../values/compare.ts'
import { asInteger, toNumber } from '../values/numbers.ts'
import {
  clone,
  type Document,
  isDocument,
  isNumeric,
  isOperatorDocument,
  typeName,
  type Value,
} from '../values/types.ts'
import type { Missing, Place } from './places.ts'

interface Change {
  apply(place: Place): boolean
  missing: Missing
}

const PUSH_MODIFIERS = new Set(['$each', '$position', '$slice', '$sort'])

interface Push {
  items: Value[]
  position?: number
  slice?: number
  sort?: (items: Value[]) => Value[]
}

function parsePush(argument: Value): Push {
  if (!isDocument(argument) || !Object.hasOwn(argument, '$each')) return { items: [argument] }
  const { $each, $position, $slice, $sort } = argument
  const unknown = Object.keys(argument).find(key => !PUSH_MODIFIERS.has(key))
  if (unknown !== undefined) fail('BadValue', `Unrecognized clause in $push: ${unknown}`)
  if (!Array.isArray($each))
    fail('BadValue', `The argument to $each in $push must be an array but it was of type: ${typeName($each)}`)
  return {
    items: $each,
    position: $position === undefined ? undefined : requireInteger($position, '$position'),
    slice: $slice === undefined ? undefined : requireInteger($slice, '$slice'),
    sort: $sort === undefined ? undefined : parsePushSort($sort),
  }
}

function requireInteger(value: Value, name: string): number {
  return (
    asInteger(value) ??
    fail('BadValue', `The value for ${name} must be an integer value but was given type: ${typeName(value)}`)
  )
}

function parsePushSort(spec: Value): (items: Value[]) => Value[] {
  if (isDocument(spec)) {
    const fields = parseSort(spec)
    return items => sortBy(items, item => (isDocument(item) ? item : {}), fields)
  }
  const direction = isNumeric(spec) ? toNumber(spec) : Number.NaN
  if (direction !== 1 && direction !== -1) {
    fail(
      'BadValue',
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    )
  }
  return items => [...items].sort((a, b) => compare(a, b) * direction)
}

function push(argument: Value): Change {
  const { items, position, slice, sort } = parsePush(argument)
  return {
    missing: 'create',
    apply(place) {
      const current = place.get()
      if (current !== undefined && !Array.isArray(current)) {
        fail(
          'BadValue',
          `The field '${place.name}' must be an array but is of type ${typeName(current)} in document`,
        )
      }
      const array = [...(current ?? [])]
      const at =
        position === undefined ? array.length : position < 0 ? Math.max(0, array.length + position) : position
      array.splice(at, 0, ...items.map(clone))
      const sorted = sort ? sort(array) : array
      const result = slice === undefined ? sorted : slice >= 0 ? sorted.slice(0, slice) : sorted.slice(slice)
      if (current && identical(current, result)) return false
      place.set(result)
      return true
    },
  }
}

function addToSet(argument: Value): Change {
  const each = isDocument(argument) && Object.hasOwn(argument, '$each') ? argument.$each : undefined
  if (isDocument(argument) && each !== undefined) {
    if (!Array.isArray(each))
      fail(
        'TypeMismatch',
        `The argument to $each in $addToSet must be an array but it was of type ${typeName(each)}`,
      )
    const other = Object.keys(argument).find(key => key !== '$each')
    if (other !== undefined) fail('BadValue', `Found unexpected fields after $each in $addToSet: ${other}`)
  }
  const items = Array.isArray(each) ? each : [argument]
  return {
    missing: 'create',
    apply(place) {
      const current = place.get()
      if (current !== undefined && !Array.isArray(current)) {
        fail(
          'BadValue',
          `Cannot apply $addToSet to non-array field. Field named '${place.name}' has non-array type ${typeName(current)}`,
        )
      }
      const array = [...(current ?? [])]
      for (const item of items) if (!array.some(other => equal(other, item))) array.push(clone(item))
      if (current && array.length === current.length) return false
      place.set(array)
      return true
    },
  }
}

function pop(argument: Value): Change {
  const end = isNumeric(argument) ? toNumber(argument) : Number.NaN
  if (end !== 1 && end !== -1) fail('FailedToParse', `$pop expects 1 or -1, found: ${String(argument)}`)
  return {
    missing: 'skip',
    apply(place) {
      const current = place.get()
      if (current === undefined) return false
      if (!Array.isArray(current)) {
        fail(
          'TypeMismatch',
          `Path '${place.name}' contains an element of non-array type '${typeName(current)}'`,
        )
      }
      if (current.length === 0) return false
      place.set(end < 0 ? current.slice(1) : current.slice(0, -1))
      return true
    },
  }
}

/** `$pull` removes what a condition holds for: operators, a filter on documents, or an equal value. */
function pullCondition(argument: Value): Predicate {
  if (!isDocument(argument) || isOperatorDocument(argument)) return compileElementCondition(argument)
  const matches = compileFilter(argument)
  return element => isDocument(element) && matches(element as Document)
}

function removing(removes: Predicate): Change {
  return {
    missing: 'skip',
    apply(place) {
      const current = place.get()
      if (current === undefined) return false
      if (!Array.isArray(current)) fail('BadValue', 'Cannot apply $pull to a non-array value')
      const kept = current.filter(item => !removes(item))
      if (kept.length === current.length) return false
      place.set(kept)
      return true
    },
  }
}

export const arrayUpdateOperators: Readonly<Record<string, (argument: Value, path: string) => Change>> = {
  $push: push,
  $addToSet: addToSet,
  $pop: pop,
  $pull: argument => removing(pullCondition(argument)),
  $pullAll: argument => {
    if (!Array.isArray(argument))
      fail('BadValue', `$pullAll requires an array argument but was given a ${typeName(argument)}`)
    return removing(item => argument.some(other => equal(item, other)))
  },
}
