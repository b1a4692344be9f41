import { Binary, Decimal128, Double, Int32, Long, ObjectId, Timestamp } from 'bson'
import { fail } from '../errors.ts'
import { toDecimal, toNumber } from '../values/numbers.ts'
import { isNumeric, typeName, type Value } from '../values/types.ts'
import { parseDateText } from './dateText.ts'
import { isMissing, isTruthy, namedArguments, nullable, type Operator } from './scope.ts'

type Converter = (value: Value) => Value

function refuse(value: Value, to: string): never {
  fail(
    'ConversionFailure',
    `Unsupported conversion from ${typeName(value)} to ${to} in $convert with no onError value`,
  )
}

function unparsable(text: string, why: string): never {
  fail('ConversionFailure', `Failed to parse number '${text}' in $convert with no onError value: ${why}`)
}

/** The number a value stands for on its way to `to`. */
function numberFrom(value: Value, to: string): number {
  if (isNumeric(value)) return toNumber(value)
  if (typeof value === 'boolean') return Number(value)
  if (value instanceof Date && to !== 'int') return value.getTime()
  if (typeof value !== 'string') refuse(value, to)
  const integral = to === 'int' || to === 'long'
  if (
    !(integral ? /^[-+]?\d+$/ : /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$|^-?(inf(inity)?|nan)$/i).test(value)
  ) {
    unparsable(value, value === '' ? 'No digits' : 'Did not consume whole string.')
  }
  return /nan/i.test(value)
    ? Number.NaN
    : /inf/i.test(value)
      ? value.startsWith('-')
        ? -Infinity
        : Infinity
      : Number(value)
}

function inRange(value: number, least: number, most: number): number {
  const whole = Math.trunc(value)
  if (Number.isNaN(whole) || !Number.isFinite(whole)) {
    fail(
      'ConversionFailure',
      `Attempt to convert NaN or infinity value to integer type in $convert with no onError value`,
    )
  }
  if (whole < least || whole > most) {
    fail(
      'ConversionFailure',
      `Conversion would overflow target type in $convert with no onError value: ${value}`,
    )
  }
  return whole
}

function toLong(value: Value): Value {
  if (value instanceof Long && isNumeric(value)) return value
  if (typeof value === 'string' && /^[-+]?\d+$/.test(value)) return Long.fromString(value.replace('+', ''))
  return Long.fromNumber(inRange(numberFrom(value, 'long'), -(2 ** 63), 2 ** 63 - 1))
}

function toDate(value: Value): Value {
  if (value instanceof Date) return value
  if (value instanceof ObjectId) return value.getTimestamp()
  if (value instanceof Timestamp) return new Date(value.getHighBitsUnsigned() * 1000)
  if (value instanceof Int32) refuse(value, 'date')
  if (isNumeric(value)) return new Date(Math.trunc(toNumber(value)))
  if (typeof value === 'string') return parseDateText(value)
  refuse(value, 'date')
}

function toObjectId(value: Value): Value {
  if (value instanceof ObjectId) return value
  if (typeof value !== 'string') refuse(value, 'objectId')
  if (!/^[0-9a-f]{24}$/i.test(value)) {
    fail(
      'ConversionFailure',
      `Failed to parse objectId '${value}' in $convert with no onError value: Invalid string length for parsing to OID, expected 24 hexadecimal digits`,
    )
  }
  return new ObjectId(value)
}

function toText(value: Value): Value {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  if (isNumeric(value) || value instanceof ObjectId) return value.toString()
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Binary && value.sub_type === Binary.SUBTYPE_UUID) return value.toUUID().toString()
  refuse(value, 'string')
}

function toDecimalFrom(value: Value): Value {
  if (isNumeric(value)) return toDecimal(value)
  if (typeof value === 'string') {
    numberFrom(value, 'decimal')
    return Decimal128.fromString(value)
  }
  return Decimal128.fromString(String(numberFrom(value, 'decimal')))
}

const CONVERTERS: Readonly<Record<string, Converter>> = {
  double: value => new Double(numberFrom(value, 'double')),
  string: toText,
  objectId: toObjectId,
  bool: value => isTruthy(value),
  date: toDate,
  int: value => new Int32(inRange(numberFrom(value, 'int'), -(2 ** 31), 2 ** 31 - 1)),
  long: toLong,
  decimal: toDecimalFrom,
}

const NUMBERED: Readonly<Record<string, string>> = {
  1: 'double',
  2: 'string',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  16: 'int',
  18: 'long',
  19: 'decimal',
}

const convert: Operator = (argument, compile, name) => {
  const fields = namedArguments(argument, name, ['input', 'to'], ['onError', 'onNull'])
  const [input, to, onNull] = [compile(fields.input), compile(fields.to), compile(fields.onNull)]
  const onError = Object.hasOwn(fields, 'onError') ? compile(fields.onError) : undefined
  return scope => {
    const value = input(scope)
    const target = to(scope)
    if (isMissing(value)) return Object.hasOwn(fields, 'onNull') ? onNull(scope) : null
    if (isMissing(target)) return null
    const type = isNumeric(target) ? NUMBERED[String(toNumber(target))] : String(target)
    const converter = type !== undefined && Object.hasOwn(CONVERTERS, type) ? CONVERTERS[type] : undefined
    if (!converter) fail('BadValue', `Unknown type name: ${String(target)}`)
    if (!onError) return converter(value)
    try {
      return converter(value)
    } catch {
      return onError(scope) // what the pipeline asked for in this case
    }
  }
}

export const conversionOperators: Readonly<Record<string, Operator>> = {
  $convert: convert,
  $toString: nullable(1, 1, CONVERTERS.string!),
  $toObjectId: nullable(1, 1, CONVERTERS.objectId!),
  $toBool: nullable(1, 1, CONVERTERS.bool!),
  $toDate: nullable(1, 1, CONVERTERS.date!),
  $toInt: nullable(1, 1, CONVERTERS.int!),
  $toLong: nullable(1, 1, CONVERTERS.long!),
  $toDouble: nullable(1, 1, CONVERTERS.double!),
  $toDecimal: nullable(1, 1, CONVERTERS.decimal!),
}
