import { fail } from '../errors.ts'
import { compare } from '../values/compare.ts'
import { toNumber } from '../values/numbers.ts'
import { type Document, isDocument, isNumeric, type Value } from '../values/types.ts'
import { NOTHING, visitPath } from './paths.ts'

export interface SortField {
  path: string
  parts: string[]
  direction: 1 | -1
}

/** Reads a sort specification such as `{ a: 1, b: -1 }`. */
export function parseSort(spec: Document): SortField[] {
  return Object.entries(spec).map(([path, direction]) => {
    if (isDocument(direction)) fail('CommandNotSupported', '$meta sort is not supported')
    const number = isNumeric(direction) ? toNumber(direction) : Number.NaN
    if (number !== 1 && number !== -1) {
      fail(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)')
    }
    if (path === '') fail(40352, 'FieldPath cannot be constructed with empty string')
    return { path, parts: path.split('.'), direction: number }
  })
}

/** Of an array the least element counts when ascending, the greatest when descending; an empty one is below null. */
function sortValue(document: Document, { parts, direction }: SortField): Value {
  let best: Value
  let found = false
  visitPath(document, parts, (reached, isElement) => {
    let value = reached === NOTHING ? undefined : reached
    if (!isElement && Array.isArray(value)) {
      if (value.length > 0) return false
      value = undefined
    }
    if (!found || compare(value, best) * direction < 0) {
      best = value
      found = true
    }
    return false
  })
  return best
}

export type SortKey = Value[]

export function sortKey(document: Document, fields: readonly SortField[]): SortKey {
  return fields.map(field => sortValue(document, field))
}

export function compareKeys(a: SortKey, b: SortKey, fields: readonly SortField[]): number {
  for (const [i, { direction }] of fields.entries()) {
    const result = compare(a[i], b[i])
    if (result) return result * direction
  }
  return 0
}

/** Sorts items by the documents they hold; equal ones keep their order. */
export function sortBy<T>(
  items: Iterable<T>,
  documentOf: (item: T) => Document,
  fields: readonly SortField[],
): T[] {
  const keyed = Array.from(items, item => ({ item, key: sortKey(documentOf(item), fields) }))
  keyed.sort((a, b) => compareKeys(a.key, b.key, fields))
  return keyed.map(({ item }) => item)
}
