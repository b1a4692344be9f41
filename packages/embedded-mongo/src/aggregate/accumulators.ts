import { fail } from '../errors.ts'
import { compileExpression } from '../expressions/compile.ts'
import { averageOf, greatest, least, standardDeviation, sumOf } from '../expressions/folds.ts'
import { mergeDocuments } from '../expressions/objects.ts'
import type { Expression, Scope } from '../expressions/scope.ts'
import { compareKeys, parseSort, type SortKey, sortKey } from '../query/sort.ts'
import { compare, hashKey } from '../values/compare.ts'
import { asInteger, integer } from '../values/numbers.ts'
import { isDocument, type Value } from '../values/types.ts'

/** Takes in the documents of one group and tells the result. */
export interface Accumulator {
  add(scope: Scope): void
  result(): Value
}

/** Makes the accumulator of one group. */
export type AccumulatorFactory = () => Accumulator

type Build = (argument: Value, names: string[]) => AccumulatorFactory

/** Keeps one running value. */
function folding(step: (value: Value, next: Value) => Value, start: Value): Build {
  return (argument, names) => {
    const expression = compileExpression(argument, names)
    return () => {
      let value = start
      return {
        add: scope => {
          value = step(value, expression(scope))
        },
        result: () => value,
      }
    }
  }
}

/** Keeps every value and folds them at the end. */
function collecting(fold: (values: Value[]) => Value): Build {
  return (argument, names) => {
    const expression = compileExpression(argument, names)
    return () => {
      const values: Value[] = []
      return { add: scope => values.push(expression(scope)), result: () => fold(values) }
    }
  }
}

/** `$firstN`, `$lastN`, `$minN`, `$maxN`: `{ input, n }`. */
function collectingSome(fold: (values: Value[], n: number) => Value): Build {
  return (argument, names) => {
    if (!isDocument(argument)) fail(5787801, 'specification must be an object with input and n')
    const count = requirePositive(argument.n)
    return collecting(values => fold(values, count))(argument.input, names)
  }
}

function requirePositive(value: Value): number {
  const count = asInteger(value)
  if (count === undefined || count < 1) fail(5787908, `'n' must be greater than 0, found ${String(value)}`)
  return count
}

/** `$top`, `$bottom` and their N forms: `{ sortBy, output, n }`. */
function ranked(fromEnd: boolean, several: boolean): Build {
  return (argument, names) => {
    if (!isDocument(argument) || !isDocument(argument.sortBy))
      fail(5788002, 'specification must be an object with sortBy and output')
    const fields = parseSort(argument.sortBy)
    const output: Expression = compileExpression(argument.output, names)
    const count = several ? requirePositive(argument.n) : 1
    return () => {
      const entries: { key: SortKey; value: Value }[] = []
      return {
        add: scope => entries.push({ key: sortKey(scope.root, fields), value: output(scope) ?? null }),
        result: () => {
          entries.sort((a, b) => compareKeys(a.key, b.key, fields))
          const chosen = (fromEnd ? entries.slice(-count) : entries.slice(0, count)).map(({ value }) => value)
          return several ? chosen : chosen[0]
        },
      }
    }
  }
}

const distinct = (values: Value[]) => [
  ...new Map(values.filter(value => value !== undefined).map(value => [hashKey(value), value])).values(),
]
const present = (values: Value[]) => values.filter(value => value !== null && value !== undefined)
const orNull = (values: Value[]) => values.map(value => value ?? null)

const ACCUMULATORS: Readonly<Record<string, Build>> = {
  $sum: folding((sum, value) => sumOf([sum, value]), integer(0)),
  $min: folding((best, value) => least([best, value]), null),
  $max: folding((best, value) => greatest([best, value]), null),
  $avg: collecting(averageOf),
  $stdDevPop: collecting(values => standardDeviation(values, false)),
  $stdDevSamp: collecting(values => standardDeviation(values, true)),
  $push: collecting(values => values.filter(value => value !== undefined)),
  $addToSet: collecting(distinct),
  $mergeObjects: collecting(mergeDocuments),
  $first: collecting(values => values[0] ?? null),
  $last: folding((_, value) => value ?? null, null),
  $firstN: collectingSome((values, n) => orNull(values.slice(0, n))),
  $lastN: collectingSome((values, n) => orNull(values.slice(-n))),
  $minN: collectingSome((values, n) => present(values).sort(compare).slice(0, n)),
  $maxN: collectingSome((values, n) =>
    present(values)
      .sort((a, b) => compare(b, a))
      .slice(0, n),
  ),
  $top: ranked(false, false),
  $topN: ranked(false, true),
  $bottom: ranked(true, false),
  $bottomN: ranked(true, true),
  $count: (argument, names) => {
    if (!isDocument(argument) || Object.keys(argument).length > 0)
      fail('TypeMismatch', '$count takes no arguments, i.e. $count:{}')
    return ACCUMULATORS.$sum!(integer(1), names)
  },
}

/** Compiles one output field of `$group`, such as `{ $sum: '$n' }`. */
export function compileAccumulator(field: string, spec: Value, names: string[]): AccumulatorFactory {
  if (!isDocument(spec)) fail(40234, `The field '${field}' must be an accumulator object`)
  const [operator, ...others] = Object.keys(spec)
  if (operator === undefined || others.length > 0)
    fail(40238, `The field '${field}' must specify one accumulator`)
  const build = Object.hasOwn(ACCUMULATORS, operator) ? ACCUMULATORS[operator] : undefined
  if (!build) fail(15952, `unknown group operator '${operator}'`)
  return build(spec[operator], names)
}
