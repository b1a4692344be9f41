import { Binary, BSONRegExp } from 'bson'
import { fail } from '../errors.ts'
import { binaryBytes, compare, equal, hashKey } from '../values/compare.ts'
import { asInteger, toNumber } from '../values/numbers.ts'
import { toRegExp } from '../values/regex.ts'
import {
  type Document,
  isDocument,
  isNumeric,
  type Numeric,
  RANK,
  rank,
  TYPE_NUMBERS,
  typeName,
  type Value,
} from '../values/types.ts'

export type Predicate = (value: Value) => boolean

/** A test of one value, and whether the elements of an array are tested beside the array itself. */
export interface ValueTest {
  matches: Predicate
  ofElements: boolean
}

/**
 * Compiles a query operator into a test of single values.
 * @param condition the whole operator document: `$regex` finds its `$options` there
 * @param compileElement compiles the argument of `$elemMatch`
 * @param label the name to use in errors
 */
export function compilePredicate(
  operator: string,
  argument: Value,
  condition: Document,
  compileElement: (condition: Document) => Predicate,
  label = operator,
): ValueTest {
  const onValues = (matches: Predicate): ValueTest => ({ matches, ofElements: true })
  switch (operator) {
    case '$eq':
      return onValues(equals(argument))
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return onValues(inOrder(operator, argument))
    case '$in':
      return onValues(isOneOf(argument, label))
    case '$regex':
      return onValues(matchesRegex(argument, condition.$options))
    case '$mod':
      return onValues(hasRemainder(argument))
    case '$type':
      return onValues(isOfType(argument))
    case '$size':
      return { matches: hasSize(argument), ofElements: false }
    case '$elemMatch': {
      if (!isDocument(argument)) fail('BadValue', '$elemMatch needs an Object')
      const matches = compileElement(argument)
      return { matches: value => Array.isArray(value) && value.some(matches), ofElements: false }
    }
    case '$bitsAllSet':
    case '$bitsAnySet':
    case '$bitsAllClear':
    case '$bitsAnyClear':
      return onValues(hasBits(operator, argument))
    default:
      return fail('BadValue', `unknown operator: ${operator}`)
  }
}

function equals(argument: Value): Predicate {
  if (argument === null || argument === undefined) return value => value === null || value === undefined
  return value => value !== undefined && equal(value, argument)
}

/** Range operators compare values of one type only; MinKey and MaxKey compare with all. */
function inOrder(operator: string, argument: Value): Predicate {
  const wanted = operator.startsWith('$g') ? 1 : -1
  const orEqual = operator.endsWith('e')
  const argumentRank = rank(argument)
  if (argument instanceof BSONRegExp) fail('BadValue', `Can't have RegEx as arg to predicate over field`)
  if (argumentRank === RANK.minKey || argumentRank === RANK.maxKey) {
    return value => holds(compare(value, argument))
  }
  if (argumentRank === RANK.null) return value => orEqual && (value === null || value === undefined)
  if (isNumeric(argument) && isNaNValue(argument))
    return value => orEqual && isNumeric(value) && isNaNValue(value)
  return value => {
    if (value === undefined || rank(value) !== argumentRank) return false
    if (isNumeric(value) && isNaNValue(value)) return false
    return holds(compare(value, argument))
  }

  function holds(order: number): boolean {
    return Math.sign(order) === wanted || (orEqual && order === 0)
  }
}

function isNaNValue(value: Numeric): boolean {
  return Number.isNaN(toNumber(value))
}

function isOneOf(argument: Value, label: string): Predicate {
  if (!Array.isArray(argument)) fail('BadValue', `${label} needs an array`)
  const expressions = argument.filter(item => item instanceof BSONRegExp)
  const patterns = expressions.map(item => toRegExp(item))
  const others = argument.filter(item => !(item instanceof BSONRegExp))
  if (
    others.some(
      item => isDocument(item) && Object.keys(item)[0]?.startsWith('$') && Object.keys(item)[0] !== '$ref',
    )
  ) {
    fail('BadValue', `cannot nest $ under ${label}`)
  }
  const buckets = new Map<string, Value[]>()
  for (const item of others) {
    const key = hashKey(item)
    buckets.set(key, [...(buckets.get(key) ?? []), item])
  }
  return value => {
    if (buckets.get(hashKey(value))?.some(item => equal(item, value))) return true
    if (typeof value === 'string') return patterns.some(pattern => pattern.test(value))
    return value instanceof BSONRegExp && expressions.some(item => equal(item, value))
  }
}

function matchesRegex(argument: Value, options: Value): Predicate {
  if (typeof argument !== 'string' && !(argument instanceof BSONRegExp))
    fail('BadValue', '$regex has to be a string')
  if (options !== undefined && typeof options !== 'string') fail('BadValue', '$options has to be a string')
  if (typeof options === 'string' && argument instanceof BSONRegExp && argument.options !== '') {
    fail(51075, 'options set in both $regex and $options')
  }
  const pattern = toRegExp(argument, options)
  return value =>
    typeof value === 'string' ? pattern.test(value) : value instanceof BSONRegExp && equal(value, argument)
}

function hasRemainder(argument: Value): Predicate {
  if (!Array.isArray(argument)) fail('BadValue', 'malformed mod, needs to be an array')
  if (argument.length < 2) fail('BadValue', 'malformed mod, not enough elements')
  if (argument.length > 2) fail('BadValue', 'malformed mod, too many elements')
  const [divisor, remainder] = argument.map(item =>
    isNumeric(item) ? Math.trunc(toNumber(item)) : undefined,
  )
  if (divisor === undefined || remainder === undefined)
    fail('BadValue', 'malformed mod, arguments must be numbers')
  if (divisor === 0) fail('BadValue', 'divisor cannot be 0')
  return value => {
    if (!isNumeric(value)) return false
    const number = Math.trunc(toNumber(value))
    return Number.isFinite(number) && number % divisor === remainder
  }
}

const TYPE_CODES = new Set(Object.values(TYPE_NUMBERS))

function isOfType(argument: Value): Predicate {
  const wanted = (Array.isArray(argument) ? argument : [argument]).map(type => {
    if (type === 'number') return 'number'
    if (typeof type === 'string') {
      return Object.hasOwn(TYPE_NUMBERS, type)
        ? TYPE_NUMBERS[type]
        : fail('BadValue', `Unknown type name alias: ${type}`)
    }
    if (!isNumeric(type)) return fail('TypeMismatch', 'type must be represented as a number or a string')
    const number = toNumber(type)
    return TYPE_CODES.has(number) ? number : fail('BadValue', `Invalid numerical type code: ${number}`)
  })
  if (wanted.length === 0) fail('FailedToParse', '$type must match at least one type')
  return value => {
    if (value === undefined) return false
    const code = TYPE_NUMBERS[typeName(value)]
    return wanted.some(type => (type === 'number' ? isNumeric(value) : type === code))
  }
}

function hasSize(argument: Value): Predicate {
  const size = asInteger(argument)
  if (size === undefined) fail('BadValue', `Failed to parse $size. Expected an integer: ${String(argument)}`)
  if (size < 0) fail('BadValue', `Failed to parse $size. Expected a non-negative number in: ${size}`)
  return value => Array.isArray(value) && value.length === size
}

function bitMask(argument: Value): bigint {
  if (Array.isArray(argument)) {
    return argument.reduce<bigint>(
      (mask, item) =>
        mask | (1n << BigInt(asInteger(item) ?? fail('BadValue', 'bit positions must be an integer'))),
      0n,
    )
  }
  const integer = asInteger(argument)
  if (integer !== undefined && integer >= 0) return BigInt(integer)
  if (argument instanceof Binary)
    return BigInt(`0x${Buffer.from(binaryBytes(argument)).reverse().toString('hex') || '0'}`)
  fail('BadValue', 'bit mask must be a non-negative integer, an array of bit positions, or BinData')
}

function hasBits(operator: string, argument: Value): Predicate {
  const mask = bitMask(argument)
  return value => {
    const integer = asInteger(value)
    if (integer === undefined) return false
    const bits = BigInt.asUintN(64, BigInt(String(value))) & mask
    if (operator === '$bitsAllSet') return bits === mask
    if (operator === '$bitsAnySet') return bits !== 0n
    return operator === '$bitsAllClear' ? bits === 0n : bits !== mask
  }
}
