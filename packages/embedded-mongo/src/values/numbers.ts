import { Decimal128, Double, Int32, Long } from 'bson'
import { isNumeric, type Numeric, type Value } from './types.ts'

const INT32_MIN = -2147483648
const INT32_MAX = 2147483647
const INT64_MIN = -(2n ** 63n)
const INT64_MAX = 2n ** 63n - 1n

/** A number's value as a JavaScript number; long and decimal values may lose digits. */
export function toNumber(value: Numeric): number {
  if (value instanceof Decimal128) return Number(value.toString())
  if (value instanceof Long) return value.toNumber()
  return value.value
}

/** An integral JavaScript number as int, or as long when it does not fit. */
export function integer(value: number): Numeric {
  if (value >= INT32_MIN && value <= INT32_MAX) return new Int32(value)
  return Long.fromNumber(value)
}

/** A decimal number as its integer coefficient and a power of ten; null for NaN and the infinities. */
interface Scaled {
  coefficient: bigint
  exponent: number
}

function parseDecimal(text: string): Scaled | null {
  const match = /^([-+]?)(\d*)\.?(\d*)(?:[eE]([-+]?\d+))?$/.exec(text)
  if (!match) return null
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  const digits = BigInt(whole + fraction || '0')
  return { coefficient: sign === '-' ? -digits : digits, exponent: Number(exponent) - fraction.length }
}

function scaled(value: Numeric): Scaled | null {
  if (value instanceof Decimal128) return parseDecimal(value.toString())
  if (value instanceof Long) return { coefficient: value.toBigInt(), exponent: 0 }
  if (Number.isInteger(value.value)) return { coefficient: BigInt(value.value), exponent: 0 }
  return exactDouble(value.value)
}

/** The exact decimal expansion of a double, so that it compares with decimals as what it really is. */
function exactDouble(value: number): Scaled | null {
  if (!Number.isFinite(value)) return null
  let shift = 0
  let mantissa = value
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2
    shift++
  }
  return { coefficient: BigInt(mantissa) * 5n ** BigInt(shift), exponent: -shift }
}

function aligned(a: Scaled, b: Scaled): [bigint, bigint, number] {
  const exponent = Math.min(a.exponent, b.exponent)
  return [
    a.coefficient * 10n ** BigInt(a.exponent - exponent),
    b.coefficient * 10n ** BigInt(b.exponent - exponent),
    exponent,
  ]
}

const isExact = (value: Numeric) => value instanceof Long || value instanceof Decimal128

/** Compares numbers of any types by value; NaN is below everything and equals itself. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  const x = toNumber(a)
  const y = toNumber(b)
  if (x < y) return -1
  if (x > y) return 1
  if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(y)) - Number(Number.isNaN(x))
  if (!Number.isFinite(x) || !(isExact(a) || isExact(b))) return 0
  const left = scaled(a)
  const right = scaled(b)
  if (!left || !right || Math.abs(left.exponent - right.exponent) > 6000) return 0
  const [m, n] = aligned(left, right)
  return m < n ? -1 : m > n ? 1 : 0
}

function decimal(coefficient: bigint, exponent: number): Decimal128 {
  const text = coefficient.toString()
  const negative = text.startsWith('-')
  const digits = negative ? text.slice(1) : text
  if (digits.length > 34) {
    const rounded =
      Number(`${digits[34]}`) >= 5 ? BigInt(digits.slice(0, 34)) + 1n : BigInt(digits.slice(0, 34))
    return decimal(negative ? -rounded : rounded, exponent + digits.length - 34)
  }
  if (exponent >= 0) return Decimal128.fromString(`${coefficient}E${exponent}`)
  const padded = digits.padStart(1 - exponent, '0')
  return Decimal128.fromString(
    `${negative ? '-' : ''}${padded.slice(0, padded.length + exponent)}.${padded.slice(padded.length + exponent)}`,
  )
}

type Operation = 'add' | 'subtract' | 'multiply'

/**
 * Adds, subtracts or multiplies with MongoDB's type rules: decimal over double over long over int; an int result
 * too large becomes a long.
 * @returns null when a long overflows; the caller decides whether that is an error or a double
 */
export function arithmetic(operation: Operation, a: Numeric, b: Numeric): Numeric | null {
  if (a instanceof Decimal128 || b instanceof Decimal128) {
    const left = parseDecimal(decimalText(a))
    const right = parseDecimal(decimalText(b))
    if (!left || !right) return Decimal128.fromString('NaN')
    if (operation === 'multiply') {
      return decimal(left.coefficient * right.coefficient, left.exponent + right.exponent)
    }
    const [m, n, exponent] = aligned(left, right)
    return decimal(operation === 'add' ? m + n : m - n, exponent)
  }
  if (a instanceof Double || b instanceof Double) {
    return new Double(apply(operation, toNumber(a), toNumber(b)))
  }
  const result = applyBig(operation, BigInt(a.toString()), BigInt(b.toString()))
  if (a instanceof Int32 && b instanceof Int32 && result >= INT32_MIN && result <= INT32_MAX) {
    return new Int32(Number(result))
  }
  return result > INT64_MAX || result < INT64_MIN ? null : Long.fromBigInt(result)
}

/** A number's digits when it becomes a decimal; a double gets 15 significant ones, as in MongoDB. */
function decimalText(value: Numeric): string {
  return value instanceof Double ? value.value.toPrecision(15) : value.toString()
}

/** Converts a number to decimal. */
export function toDecimal(value: Numeric): Decimal128 {
  return value instanceof Decimal128 ? value : Decimal128.fromString(decimalText(value))
}

function apply(operation: Operation, x: number, y: number): number {
  return operation === 'add' ? x + y : operation === 'subtract' ? x - y : x * y
}

function applyBig(operation: Operation, x: bigint, y: bigint): bigint {
  return operation === 'add' ? x + y : operation === 'subtract' ? x - y : x * y
}

/** The integer a command argument holds (int, long, or a double or decimal without fraction); undefined otherwise. */
export function asInteger(value: Value): number | undefined {
  if (!isNumeric(value)) return undefined
  const number = toNumber(value)
  return Number.isInteger(number) ? number : undefined
}
