import { Int32, Long, ObjectId, Timestamp } from 'bson'
import { fail } from '../errors.ts'
import { asInteger } from '../values/numbers.ts'
import { isDocument, typeName, type Value } from '../values/types.ts'
import { addUnits, DAY, differenceIn, isoWeek, truncateTo, type Unit, unitOf, weekday } from './calendar.ts'
import { formatDate } from './dateFormat.ts'
import { parseDateText } from './dateText.ts'
import {
  type Compile,
  type Expression,
  isMissing,
  namedArguments,
  type Operator,
  type Scope,
} from './scope.ts'
import { fromLocal, offsetAt } from './timeZone.ts'

function requireDate(value: Value, name: string): number {
  if (value instanceof Date) return value.getTime()
  if (value instanceof ObjectId) return value.getTimestamp().getTime()
  if (value instanceof Timestamp) return value.getHighBitsUnsigned() * 1000
  fail(16006, `can't convert from BSON type ${typeName(value)} to Date in ${name}`)
}

/** A part of a date: `{ $year: '$at' }` or `{ $year: { date, timezone } }`. */
function part(read: (local: Date) => number): Operator {
  return (argument, compile, name) => {
    const single = Array.isArray(argument) && argument.length === 1 ? argument[0] : argument
    const named = isDocument(single) && Object.hasOwn(single, 'date')
    const fields = named ? namedArguments(single, name, ['date'], ['timezone']) : { date: single }
    const [date, zone] = [
      compile(fields.date),
      compile(named ? (fields as { timezone?: Value }).timezone : undefined),
    ]
    return scope => {
      const value = date(scope)
      if (isMissing(value)) return null
      const time = requireDate(value, name)
      return new Int32(read(new Date(time + offsetAt(time, zone(scope)))))
    }
  }
}

/** Compiles the named arguments of a date operator; `evaluate` gets their values by name. */
function named(
  required: readonly string[],
  optional: readonly string[],
  evaluate: (read: (field: string) => Value, name: string) => Value,
): Operator {
  return (argument, compile: Compile, name) => {
    const fields = namedArguments(argument, name, required, optional)
    const parts = new Map<string, Expression>(
      Object.entries(fields).map(([field, value]) => [field, compile(value)]),
    )
    return (scope: Scope) => evaluate(field => parts.get(field)?.(scope), name)
  }
}

function requireUnit(value: Value, name: string): Unit {
  return (
    unitOf(value) ??
    fail(
      'FailedToParse',
      `${name} parameter 'unit' value cannot be recognized as a time unit: ${String(value)}`,
    )
  )
}

function moving(sign: 1 | -1): Operator {
  return named(['startDate', 'unit', 'amount'], ['timezone'], (read, name) => {
    const start = read('startDate')
    const amount = read('amount')
    if (isMissing(start) || isMissing(amount) || isMissing(read('unit'))) return null
    const count = asInteger(amount) ?? fail(5166405, `${name} expects integer amount of time units`)
    const unit = requireUnit(read('unit'), name)
    const zone = read('timezone')
    const time = requireDate(start, name)
    return fromLocal(addUnits(time + offsetAt(time, zone), unit, sign * count), zone)
  })
}

const dateDiff = named(['startDate', 'endDate', 'unit'], ['timezone', 'startOfWeek'], (read, name) => {
  const [start, end] = [read('startDate'), read('endDate')]
  if (isMissing(start) || isMissing(end) || isMissing(read('unit'))) return null
  const zone = read('timezone')
  const local = (value: Value) => {
    const time = requireDate(value, name)
    return time + offsetAt(time, zone)
  }
  return Long.fromNumber(
    differenceIn(local(start), local(end), requireUnit(read('unit'), name), weekday(read('startOfWeek'))),
  )
})

const dateTrunc = named(['date', 'unit'], ['binSize', 'timezone', 'startOfWeek'], (read, name) => {
  const date = read('date')
  if (isMissing(date) || isMissing(read('unit'))) return null
  const size = read('binSize')
  const bin =
    size === undefined ? 1 : (asInteger(size) ?? fail(5439017, '$dateTrunc requires an integral binSize'))
  const zone = read('timezone')
  const time = requireDate(date, name)
  return fromLocal(
    truncateTo(
      time + offsetAt(time, zone),
      requireUnit(read('unit'), name),
      bin,
      weekday(read('startOfWeek')),
    ),
    zone,
  )
})

const dateToString = named(['date'], ['format', 'timezone', 'onNull'], (read, name) => {
  const date = read('date')
  if (isMissing(date)) return read('onNull') ?? null
  const time = requireDate(date, name)
  const zone = read('timezone')
  const offset = offsetAt(time, zone)
  const format = read('format') ?? (isMissing(zone) ? '%Y-%m-%dT%H:%M:%S.%LZ' : '%Y-%m-%dT%H:%M:%S.%L')
  if (typeof format !== 'string') fail(18533, "$dateToString requires that 'format' be a string")
  return formatDate(new Date(time + offset), format, offset)
})

const dateToParts = named(['date'], ['timezone'], (read, name) => {
  const date = read('date')
  if (isMissing(date)) return null
  const time = requireDate(date, name)
  const local = new Date(time + offsetAt(time, read('timezone')))
  return {
    year: new Int32(local.getUTCFullYear()),
    month: new Int32(local.getUTCMonth() + 1),
    day: new Int32(local.getUTCDate()),
    hour: new Int32(local.getUTCHours()),
    minute: new Int32(local.getUTCMinutes()),
    second: new Int32(local.getUTCSeconds()),
    millisecond: new Int32(local.getUTCMilliseconds()),
  }
})

const dateFromParts = named(
  ['year'],
  ['month', 'day', 'hour', 'minute', 'second', 'millisecond', 'timezone'],
  (read, name) => {
    const fields = ['year', 'month', 'day', 'hour', 'minute', 'second', 'millisecond'].map((field, at) => {
      const value = read(field)
      if (value === undefined) return at === 1 || at === 2 ? 1 : 0
      return value === null
        ? null
        : (asInteger(value) ?? fail(40515, `'${field}' must evaluate to an integer in ${name}`))
    })
    if (fields.includes(null)) return null
    const [year, month, day, hour, minute, second, millisecond] = fields as number[]
    return fromLocal(Date.UTC(year!, month! - 1, day, hour, minute, second, millisecond), read('timezone'))
  },
)

const dateFromString = named(['dateString'], ['timezone', 'onError', 'onNull'], (read, name) => {
  const text = read('dateString')
  if (isMissing(text)) return read('onNull') ?? null
  try {
    if (typeof text !== 'string')
      fail('ConversionFailure', `${name} requires that 'dateString' be a string, found: ${typeName(text)}`)
    const date = parseDateText(text)
    return /(Z|[-+]\d{2}:?\d{2})$/.test(text.slice(10)) ? date : fromLocal(date.getTime(), read('timezone'))
  } catch (error) {
    const fallback = read('onError')
    if (fallback === undefined) throw error
    return fallback
  }
})

export const dateOperators: Readonly<Record<string, Operator>> = {
  $year: part(date => date.getUTCFullYear()),
  $month: part(date => date.getUTCMonth() + 1),
  $dayOfMonth: part(date => date.getUTCDate()),
  $dayOfWeek: part(date => date.getUTCDay() + 1),
  $dayOfYear: part(date => Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY) + 1),
  $week: part(date => {
    const dayOfYear = Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY)
    return Math.floor((dayOfYear + 7 - date.getUTCDay()) / 7)
  }),
  $isoWeek: part(date => isoWeek(date).week),
  $isoWeekYear: part(date => isoWeek(date).year),
  $isoDayOfWeek: part(date => date.getUTCDay() || 7),
  $hour: part(date => date.getUTCHours()),
  $minute: part(date => date.getUTCMinutes()),
  $second: part(date => date.getUTCSeconds()),
  $millisecond: part(date => date.getUTCMilliseconds()),
  $dateAdd: moving(1),
  $dateSubtract: moving(-1),
  $dateDiff: dateDiff,
  $dateTrunc: dateTrunc,
  $dateToString: dateToString,
  $dateToParts: dateToParts,
  $dateFromParts: dateFromParts,
  $dateFromString: dateFromString,
}
