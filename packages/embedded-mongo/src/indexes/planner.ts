import { BSONRegExp } from 'bson'
import { compileFilter } from '../query/matcher.ts'
import type { SortField } from '../query/sort.ts'
import { encodeKey } from '../values/keyEncoding.ts'
import { type Document, isDocument, isOperatorDocument, type Value } from '../values/types.ts'
import type { Index, IndexField } from './index.ts'

/** What a filter says about one path. */
interface Bounds {
  /** The field equals one of these. */
  equals?: Value[]
  low?: Value
  high?: Value
  exists?: boolean
}

export interface Range {
  field: IndexField
  low?: Value
  high?: Value
}

/** How a query reads its candidates; all of them are matched against the filter again. */
export interface Plan {
  index: Index
  /** Starts of the keys to read. */
  prefixes: Buffer[]
  /** How many fields the prefixes hold. */
  pinned: number
  /** Bounds on the field after the prefix. */
  range?: Range
  /** The keys come in the wanted order, maybe backwards. */
  order?: { reverse: boolean }
}

const MAX_PREFIXES = 2000

/** Chooses the index that narrows a query most, or gives its order; null to read the whole collection. */
export function choosePlan(
  indexes: readonly Index[],
  filter: Document,
  sort: readonly SortField[] | null,
): Plan | null {
  const bounds = readBounds(filter, new Map())
  let best: { plan: Plan; score: number } | null = null
  // By far the most frequent question: no index answers it better.
  const byId = bounds.size === 1 && bounds.get('_id')?.equals ? indexes.find(isOnId) : undefined
  for (const index of byId ? [byId] : indexes) {
    const candidate = planFor(index, bounds, sort)
    if (candidate && (!best || candidate.score > best.score)) best = candidate
  }
  return best?.plan ?? null
}

function isOnId({ unique, fields }: Index): boolean {
  return unique && fields.length === 1 && fields[0]!.path === '_id'
}

function readBounds(filter: Document, out: Map<string, Bounds>): Map<string, Bounds> {
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(condition)) {
      for (const branch of condition) if (isDocument(branch)) readBounds(branch, out)
    }
    if (key.startsWith('$')) continue
    const bounds = out.get(key) ?? {}
    out.set(key, bounds)
    if (!isOperatorDocument(condition)) {
      if (!(condition instanceof BSONRegExp)) bounds.equals ??= [condition]
      continue
    }
    for (const [operator, argument] of Object.entries(condition)) readOperator(bounds, operator, argument)
  }
  return out
}

function readOperator(bounds: Bounds, operator: string, argument: Value): void {
  if (operator === '$eq') bounds.equals ??= [argument]
  else if (
    operator === '$in' &&
    Array.isArray(argument) &&
    !argument.some(item => item instanceof BSONRegExp)
  ) {
    bounds.equals ??= argument
  } else if (operator === '$gt' || operator === '$gte') bounds.low ??= argument
  else if (operator === '$lt' || operator === '$lte') bounds.high ??= argument
  else if (operator === '$exists' && argument === true) bounds.exists = true
}

function planFor(
  index: Index,
  bounds: ReadonlyMap<string, Bounds>,
  sort: readonly SortField[] | null,
): { plan: Plan; score: number } | null {
  if (index.record.options.hidden === true) return null
  if (index.partial && !implies(bounds, index.partial)) return null
  let prefixes = [index.prefix]
  let pinned = 0
  let score = 0
  let single = true
  let range: Range | undefined
  for (const field of index.fields) {
    const bound = bounds.get(field.path)
    if (!bound) break
    const values = bound.equals
    if (values && prefixes.length * values.length <= MAX_PREFIXES) {
      if (values.length !== 1) single = false
      const keys = values.map(value => encodeKey(value, field.descending, index.limit).bytes)
      prefixes = prefixes.flatMap(prefix => keys.map(key => Buffer.concat([prefix, key])))
      pinned++
      score += 10
      continue
    }
    if (bound.low !== undefined || bound.high !== undefined) {
      // Different elements of an array may satisfy the two sides: then only one of them may narrow the scan.
      const oneSided = index.record.multikey && bound.low !== undefined && bound.high !== undefined
      range = { field, low: bound.low, high: oneSided ? undefined : bound.high }
      score += 5
    }
    break
  }
  if (index.sparse && (pinned + (range ? 1 : 0) === 0 || asksForMissing(bounds))) return null
  const order =
    sort && single && !index.record.multikey && !index.record.cut
      ? orderOf(index, pinned, bounds, sort)
      : undefined
  if (order) score += 3
  if (pinned === 0 && !range && !order) return null
  if (index.unique && pinned === index.fields.length) score += 100
  return { plan: { index, prefixes, pinned, range, order }, score }
}

/** Conditions on null also find documents without the field, which a sparse index does not hold. */
function asksForMissing(bounds: ReadonlyMap<string, Bounds>): boolean {
  return [...bounds.values()].some(
    ({ equals, low, high }) =>
      equals?.some(value => value === null || value === undefined) || low === null || high === null,
  )
}

function orderOf(
  index: Index,
  pinned: number,
  bounds: ReadonlyMap<string, Bounds>,
  sort: readonly SortField[],
): { reverse: boolean } | undefined {
  const rest = index.fields.slice(pinned)
  const wanted = sort.filter(({ path }) => bounds.get(path)?.equals?.length !== 1)
  if (index.sparse || !wanted.every(({ path }, i) => rest[i]?.path === path)) return undefined
  const reversals = new Set(wanted.map(({ direction }, i) => direction < 0 !== rest[i]!.descending))
  if (reversals.size > 1) return undefined
  return { reverse: reversals.has(true) }
}

/** Whether every document a query may find is in a partial index. */
function implies(bounds: ReadonlyMap<string, Bounds>, partial: Document): boolean {
  return Object.entries(partial).every(([path, condition]) => {
    const bound = bounds.get(path)
    if (!bound || path.startsWith('$')) return false
    if (bound.equals && bound.equals.length > 0) {
      const holds = compileFilter({ field: condition })
      return bound.equals.every(value => holds({ field: value }))
    }
    const onlyExists =
      isDocument(condition) && Object.keys(condition).length === 1 && condition.$exists === true
    return onlyExists && (bound.exists === true || isComparable(bound.low) || isComparable(bound.high))
  })
}

/** A bound that no missing field satisfies. */
function isComparable(bound: Value): boolean {
  return bound !== undefined && bound !== null
}
