import { Decimal128, Double, Int32 } from 'bson'
import { compare } from '../values/compare.ts'
import { arithmetic, toNumber } from '../values/numbers.ts'
import { isNumeric, type Numeric, type Value } from '../values/types.ts'

/*
 * What $sum, $avg, $min, $max and the deviations make of a list of values, both as expressions and as accumulators:
 * non-numbers do not count for sums, null and missing not for extremes.
 */

export function sumOf(values: Iterable<Value>): Numeric {
  let sum: Numeric = new Int32(0)
  for (const value of values) {
    if (!isNumeric(value)) continue
    sum = arithmetic('add', sum, value) ?? new Double(toNumber(sum) + toNumber(value))
  }
  return sum
}

export function averageOf(values: Value[]): Value {
  const numbers = values.filter(isNumeric)
  if (numbers.length === 0) return null
  const sum = sumOf(numbers)
  const mean = toNumber(sum) / numbers.length
  return sum instanceof Decimal128 ? Decimal128.fromString(String(mean)) : new Double(mean)
}

function extreme(values: Iterable<Value>, sign: 1 | -1): Value {
  let best: Value = null
  for (const value of values) {
    if (value === null || value === undefined) continue
    if (best === null || compare(value, best) * sign > 0) best = value
  }
  return best
}

export function least(values: Iterable<Value>): Value {
  return extreme(values, -1)
}

export function greatest(values: Iterable<Value>): Value {
  return extreme(values, 1)
}

/** @param sample divide by one less than the count */
export function standardDeviation(values: Value[], sample: boolean): Value {
  const numbers = values.filter(isNumeric).map(toNumber)
  const divisor = sample ? numbers.length - 1 : numbers.length
  if (divisor < 1) return null
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length
  return new Double(Math.sqrt(numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / divisor))
}
