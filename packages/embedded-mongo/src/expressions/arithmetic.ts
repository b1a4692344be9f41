import { Decimal128, Double, Int32, Long } from 'bson'
import { fail } from '../errors.ts'
import { arithmetic, integer, toNumber } from '../values/numbers.ts'
import { isNumeric, type Numeric, typeName, type Value } from '../values/types.ts'
import { averageOf, greatest, least, standardDeviation, sumOf } from './folds.ts'
import { isMissing, nullable, type Operator, operator } from './scope.ts'

/** A number among the arguments of `name`. */
export function requireNumber(value: Value, name: string, code = 14): Numeric {
  if (isNumeric(value)) return value
  if (code === 14) fail('TypeMismatch', `${name} only supports numeric types, not ${typeName(value)}`)
  fail(code, `${name} only supports numeric types, not ${typeName(value)}`)
}

/** Like `arithmetic`, but a long that overflows becomes a double, as expressions do. */
export function compute(operation: 'add' | 'subtract' | 'multiply', a: Numeric, b: Numeric): Numeric {
  return arithmetic(operation, a, b) ?? floating(operation, toNumber(a), toNumber(b))
}

function floating(operation: 'add' | 'subtract' | 'multiply', x: number, y: number): Double {
  return new Double(operation === 'add' ? x + y : operation === 'subtract' ? x - y : x * y)
}

function add(values: Value[]): Value {
  if (values.some(isMissing)) return null
  let date: Date | undefined
  let sum: Numeric = new Int32(0)
  for (const value of values) {
    if (value instanceof Date) {
      if (date) fail(16612, 'only one date allowed in an $add expression')
      date = value
    } else if (isNumeric(value)) sum = compute('add', sum, value)
    else fail('TypeMismatch', `$add only supports numeric or date types, not ${typeName(value)}`)
  }
  return date ? new Date(date.getTime() + Math.round(toNumber(sum))) : sum
}

function subtract(a: Value, b: Value): Value {
  if (isMissing(a) || isMissing(b)) return null
  if (a instanceof Date && b instanceof Date) return Long.fromNumber(a.getTime() - b.getTime())
  if (a instanceof Date && isNumeric(b)) return new Date(a.getTime() - Math.round(toNumber(b)))
  if (isNumeric(a) && isNumeric(b)) return compute('subtract', a, b)
  fail('TypeMismatch', `can't $subtract ${typeName(b)} from ${typeName(a)}`)
}

function divide(a: Value, b: Value): Value {
  if (!isNumeric(a) || !isNumeric(b)) {
    fail('TypeMismatch', `$divide only supports numeric types, not ${typeName(a)} and ${typeName(b)}`)
  }
  if (toNumber(b) === 0) fail('BadValue', "can't $divide by zero")
  const quotient = toNumber(a) / toNumber(b)
  return ofDecimal(a, b) ? Decimal128.fromString(String(quotient)) : new Double(quotient)
}

function modulo(a: Value, b: Value): Value {
  if (!isNumeric(a) || !isNumeric(b)) {
    fail('TypeMismatch', `$mod only supports numeric types, not ${typeName(a)} and ${typeName(b)}`)
  }
  if (toNumber(b) === 0) fail(16610, "can't $mod by zero")
  if (ofDecimal(a, b)) return Decimal128.fromString(String(toNumber(a) % toNumber(b)))
  if (a instanceof Double || b instanceof Double) return new Double(toNumber(a) % toNumber(b))
  const rest = BigInt(a.toString()) % BigInt(b.toString())
  return a instanceof Long || b instanceof Long ? Long.fromBigInt(rest) : new Int32(Number(rest))
}

const ofDecimal = (a: Numeric, b: Numeric) => a instanceof Decimal128 || b instanceof Decimal128

function absolute(value: Value): Value {
  const number = requireNumber(value, '$abs', 28765)
  return toNumber(number) < 0 ? compute('subtract', new Int32(0), number) : number
}

/** Rounds doubles and decimals and leaves integers alone. */
function rounding(name: string, round: (value: number) => number): Operator {
  return nullable(1, 1, value => {
    const number = requireNumber(value, name, 28765)
    if (number instanceof Int32 || number instanceof Long) return number
    const rounded = round(toNumber(number))
    return number instanceof Decimal128 ? Decimal128.fromString(String(rounded)) : new Double(rounded)
  })
}

/** `$round` (half to even) and `$trunc`, with a number of places that may be negative. */
function atPlace(name: string, round: (value: number) => number): Operator {
  return (argument, compile, operatorName) =>
    nullable(1, 2, (value, places = new Int32(0)) => {
      const number = requireNumber(value, name, 51081)
      const digits = toNumber(requireNumber(places, name, 51082))
      if (!Number.isInteger(digits) || digits < -20 || digits > 100) {
        fail(51083, `cannot apply ${name} with precision value ${digits} value must be in [-20, 100]`)
      }
      const result = scaled(toNumber(number), digits, round)
      if (number instanceof Int32) return integer(result)
      if (number instanceof Long) return digits >= 0 ? number : Long.fromNumber(result)
      return number instanceof Decimal128 ? Decimal128.fromString(String(result)) : new Double(result)
    })(argument, compile, operatorName)
}

function scaled(value: number, digits: number, round: (value: number) => number): number {
  if (!Number.isFinite(value)) return value
  const [mantissa, exponent = '0'] = String(value).split('e')
  const shifted = round(Number(`${mantissa}e${Number(exponent) + digits}`))
  const [back, power = '0'] = String(shifted).split('e')
  return Number(`${back}e${Number(power) - digits}`)
}

function halfToEven(value: number): number {
  const floor = Math.floor(value)
  if (value - floor !== 0.5) return Math.round(value)
  return floor % 2 === 0 ? floor : floor + 1
}

function power(base: Value, exponent: Value): Value {
  const x = requireNumber(base, '$pow', 28762)
  const y = requireNumber(exponent, '$pow', 28763)
  if (toNumber(x) === 0 && toNumber(y) < 0)
    fail(28764, '$pow cannot take a base of 0 and a negative exponent')
  const result = toNumber(x) ** toNumber(y)
  if (ofDecimal(x, y)) return Decimal128.fromString(String(result))
  if (x instanceof Double || y instanceof Double || !Number.isSafeInteger(result)) return new Double(result)
  return x instanceof Long || y instanceof Long ? Long.fromNumber(result) : integer(result)
}

function real(name: string, apply: (value: number) => number, check?: (value: number) => void): Operator {
  return nullable(1, 1, value => {
    const number = requireNumber(value, name, 28765)
    check?.(toNumber(number))
    const result = apply(toNumber(number))
    return number instanceof Decimal128 ? Decimal128.fromString(String(result)) : new Double(result)
  })
}

function positive(name: string, code: number, orZero = false) {
  return (value: number) => {
    if (value < 0 || (value === 0 && !orZero)) {
      fail(
        code,
        `${name}'s argument must be a ${orZero ? 'non-negative' : 'positive'} number, but is ${value}`,
      )
    }
  }
}

/** One array argument is folded over its elements, several arguments over themselves. */
function fold(apply: (values: Value[]) => Value): Operator {
  return (argument, compile) => {
    if (Array.isArray(argument) && argument.length !== 1) {
      const parts = argument.map(item => compile(item))
      return scope => apply(parts.map(part => part(scope)))
    }
    const part = compile(Array.isArray(argument) ? argument[0] : argument)
    return scope => {
      const value = part(scope)
      return apply(Array.isArray(value) ? value : [value])
    }
  }
}

export const arithmeticOperators: Readonly<Record<string, Operator>> = {
  $add: operator(0, Infinity, (...values) => add(values)),
  $subtract: operator(2, 2, subtract),
  $multiply: nullable(0, Infinity, (...values) =>
    values.reduce<Numeric>(
      (product, value) => compute('multiply', product, requireNumber(value, '$multiply')),
      new Int32(1),
    ),
  ),
  $divide: nullable(2, 2, divide),
  $mod: nullable(2, 2, modulo),
  $abs: nullable(1, 1, absolute),
  $ceil: rounding('$ceil', Math.ceil),
  $floor: rounding('$floor', Math.floor),
  $round: atPlace('$round', halfToEven),
  $trunc: atPlace('$trunc', Math.trunc),
  $pow: nullable(2, 2, power),
  $sqrt: real('$sqrt', Math.sqrt, positive('$sqrt', 28714, true)),
  $exp: real('$exp', Math.exp),
  $ln: real('$ln', Math.log, positive('$ln', 28766)),
  $log10: real('$log10', Math.log10, positive('$log10', 28761)),
  $rand: () => () => new Double(Math.random()),
  $sum: fold(sumOf),
  $avg: fold(averageOf),
  $min: fold(least),
  $max: fold(greatest),
  $stdDevPop: fold(values => standardDeviation(values, false)),
  $stdDevSamp: fold(values => standardDeviation(values, true)),
}
