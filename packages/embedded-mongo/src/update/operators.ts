import { Decimal128, Double, Int32, Long, Timestamp } from 'bson'
import { fail } from '../errors.ts'
import { compare, identical } from '../values/compare.ts'
import { arithmetic } from '../values/numbers.ts'
import { clone, isDocument, isNumeric, type Numeric, typeName, type Value } from '../values/types.ts'
import { arrayUpdateOperators } from './arrayOperators.ts'
import type { Missing, Place } from './places.ts'

/** An update operator compiled for one path. */
export interface Change {
  /** Applies itself to one place; true when it changed something. */
  apply(place: Place): boolean
  missing: Missing
}

/** Compiles an operator's argument for a path. */
export type UpdateOperator = (argument: Value, path: string) => Change

function assign(place: Place, value: Value): boolean {
  if (place.get() !== undefined && identical(place.get(), value)) return false
  place.set(clone(value))
  return true
}

const creating = (apply: Change['apply']): Change => ({ apply, missing: 'create' })

function counting(operator: '$inc' | '$mul'): UpdateOperator {
  return (argument, path) => {
    const verb = operator === '$inc' ? 'increment' : 'multiply'
    if (!isNumeric(argument)) {
      fail('TypeMismatch', `Cannot ${verb} with non-numeric argument: {${path}: ${describe(argument)}}`)
    }
    return creating(place => {
      const current = place.get()
      if (current === undefined) {
        place.set(operator === '$inc' ? argument : zeroLike(argument))
        return true
      }
      if (!isNumeric(current)) {
        fail(
          'TypeMismatch',
          `Cannot apply ${operator} to a value of non-numeric type. The field '${place.name}' is of type ${typeName(current)}`,
        )
      }
      const result = arithmetic(operator === '$inc' ? 'add' : 'multiply', current, argument)
      if (result === null)
        fail(
          'BadValue',
          `Failed to apply ${operator} operations to current value (${String(current)}): it overflows`,
        )
      return assign(place, result)
    })
  }
}

/** Zero in the type of a factor: what `$mul` makes of a missing field. */
function zeroLike(value: Numeric): Numeric {
  if (value instanceof Decimal128) return Decimal128.fromString('0')
  if (value instanceof Long) return Long.ZERO
  return value instanceof Double ? new Double(0) : new Int32(0)
}

function describe(value: Value): string {
  return typeof value === 'string' ? `"${value}"` : typeName(value)
}

function extreme(isBetter: (order: number) => boolean): UpdateOperator {
  return argument =>
    creating(place => {
      const current = place.get()
      if (current !== undefined && !isBetter(compare(argument, current))) return false
      place.set(clone(argument))
      return true
    })
}

const currentDate: UpdateOperator = argument => {
  const type = isDocument(argument)
    ? argument.$type
    : argument === true || argument === false
      ? 'date'
      : undefined
  if (type !== 'date' && type !== 'timestamp') {
    fail(
      'BadValue',
      `The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}`,
    )
  }
  return creating(place => {
    place.set(type === 'date' ? new Date() : new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 }))
    return true
  })
}

const BITS: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
}

function isIntegral(value: Value): value is Int32 | Long {
  return value instanceof Int32 || typeName(value) === 'long'
}

const bit: UpdateOperator = (argument, path) => {
  if (!isDocument(argument))
    fail('BadValue', `The $bit modifier is not compatible with a ${typeName(argument)}`)
  const steps = Object.entries(argument).map(([name, operand]) => {
    const apply = Object.hasOwn(BITS, name) ? BITS[name] : undefined
    if (!apply) fail('BadValue', `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`)
    if (!isIntegral(operand))
      fail(
        'BadValue',
        `The $bit modifier field must be an Integer(32/64 bit); a '${typeName(operand)}' is not supported here: {${path}}`,
      )
    return { apply, operand }
  })
  return creating(place => {
    const current = place.get()
    if (current !== undefined && !isIntegral(current)) {
      fail(
        'BadValue',
        `Cannot apply $bit to a value of non-integral type. The field '${place.name}' is of type ${typeName(current)}`,
      )
    }
    const isLong = [current, ...steps.map(step => step.operand)].some(value => typeName(value) === 'long')
    const start = BigInt(String(current ?? 0))
    const result = steps.reduce(
      (value, { apply, operand }) => apply(value, BigInt(operand.toString())),
      start,
    )
    return assign(place, isLong ? Long.fromBigInt(result) : new Int32(Number(BigInt.asIntN(32, result))))
  })
}

export const UPDATE_OPERATORS: Readonly<Record<string, UpdateOperator>> = {
  $set: argument => creating(place => assign(place, argument)),
  $setOnInsert: argument => creating(place => assign(place, argument)),
  $unset: () => ({
    missing: 'ignore',
    apply: place => {
      if (place.get() === undefined) return false
      place.unset()
      return true
    },
  }),
  $inc: counting('$inc'),
  $mul: counting('$mul'),
  $min: extreme(order => order < 0),
  $max: extreme(order => order > 0),
  $currentDate: currentDate,
  $bit: bit,
  ...arrayUpdateOperators,
}
