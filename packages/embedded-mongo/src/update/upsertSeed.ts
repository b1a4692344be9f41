import { BSONRegExp } from 'bson'
import { clone, type Document, isDocument, isOperatorDocument, type Value } from '../values/types.ts'
import { forEachPlace } from './places.ts'

/** The document an upsert begins with: the fields its filter pins to one value. */
export function upsertSeed(filter: Document): Document {
  const seed: Document = {}
  collect(filter, seed)
  return seed
}

function collect(filter: Document, seed: Document): void {
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' || (key === '$or' && Array.isArray(condition) && condition.length === 1)) {
      if (Array.isArray(condition)) for (const branch of condition.filter(isDocument)) collect(branch, seed)
    } else if (!key.startsWith('$')) {
      const value = pinned(condition)
      if (value !== undefined) put(seed, key, value)
    }
  }
}

/** The one value a condition allows; undefined when it allows several. */
function pinned(condition: Value): Value {
  if (condition instanceof BSONRegExp) return undefined
  if (!isOperatorDocument(condition)) return condition
  if (Object.hasOwn(condition, '$eq')) return condition.$eq
  const only = [condition.$in, condition.$all].find(list => Array.isArray(list) && list.length === 1)
  const value = Array.isArray(only) ? only[0] : undefined
  return value instanceof BSONRegExp || isOperatorDocument(value) ? undefined : value
}

function put(seed: Document, path: string, value: Value): void {
  forEachPlace(seed, path, { arrayFilters: {} }, 'create', place => place.set(clone(value)))
}
