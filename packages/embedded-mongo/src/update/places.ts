import { fail } from '../errors.ts'
import { isArrayPosition } from '../query/paths.ts'
import type { Predicate } from '../query/predicates.ts'
import { type Document, getField, isDocument, setField, typeName, type Value } from '../values/types.ts'

type Container = Document | Value[]

/** One concrete place in a document: a field of a document or an element of an array. */
export interface Place {
  get(): Value
  set(value: Value): void
  /** Removes a field; an array element becomes null. */
  unset(): void
  /** The last name of the path, for messages. */
  name: string
}

export interface PathContext {
  /** What the positional `$` stands for. */
  position?: number
  arrayFilters: Readonly<Record<string, Predicate>>
}

/**
 * What happens where a path leads nowhere. `create` builds absent documents and refuses a path through a scalar,
 * `skip` does nothing about absent ones and refuses the same, `ignore` does nothing in either case.
 */
export type Missing = 'create' | 'skip' | 'ignore'

/** MongoDB's bound on how far an array may be padded with nulls. */
const MAX_PADDING = 1_500_000

/**
 * Finds every place an update path leads to, with `$`, `$[]` and `$[identifier]` resolved.
 */
export function forEachPlace(
  document: Document,
  path: string,
  context: PathContext,
  missing: Missing,
  use: (place: Place) => void,
): void {
  const parts = path.split('.')
  walk(document, 0)

  function walk(container: Container, at: number): void {
    const part = parts[at]!
    if (part.startsWith('$')) {
      walkElements(container, at)
      return
    }
    if (Array.isArray(container) && !isArrayPosition(part)) {
      if (missing === 'ignore') return
      refusePath(part, at, container)
    }
    arrive(container, Array.isArray(container) ? Number(part) : part, at)
  }

  function walkElements(container: Container | undefined, at: number): void {
    const sofar = parts.slice(0, at).join('.')
    if (!Array.isArray(container)) {
      fail('BadValue', `Cannot apply array updates to non-array element ${sofar}: ${typeName(container)}`)
    }
    for (const index of selected(container, parts[at]!, path, context)) arrive(container, index, at)
  }

  function arrive(container: Container, key: string | number, at: number): void {
    if (at === parts.length - 1) {
      use(placeIn(container, key))
      return
    }
    const next = read(container, key)
    const part = parts[at + 1]!
    if (isDocument(next) || Array.isArray(next)) {
      walk(next, at + 1)
      return
    }
    if (part.startsWith('$')) {
      if (next === undefined) {
        fail(
          'BadValue',
          `The path '${parts.slice(0, at + 1).join('.')}' must exist in the document in order to apply array updates.`,
        )
      }
      fail('BadValue', `Cannot apply array updates to non-array element ${parts[at]}: ${typeName(next)}`)
    }
    if (missing === 'ignore') return
    if (next !== undefined) refusePath(part, at + 1, next)
    if (missing === 'skip') return
    const made: Document = {}
    write(container, key, made)
    walk(made, at + 1)
  }

  function refusePath(part: string, at: number, found: Value): never {
    const element = `{${parts[at - 1]}: ${describe(found)}}`
    if (missing === 'create') fail('PathNotViable', `Cannot create field '${part}' in element ${element}`)
    fail('PathNotViable', `Cannot use the part (${part}) of (${path}) to traverse the element (${element})`)
  }
}

function describe(value: Value): string {
  return Array.isArray(value) || isDocument(value)
    ? typeName(value)
    : typeof value === 'string'
      ? `"${value}"`
      : String(value)
}

/** The elements of an array that `$`, `$[]` or `$[identifier]` selects. */
function selected(array: Value[], part: string, path: string, context: PathContext): number[] {
  if (part === '$') {
    if (context.position === undefined) {
      fail('BadValue', 'The positional operator did not find the match needed from the query.')
    }
    return [context.position]
  }
  const all = [...array.keys()]
  if (part === '$[]') return all
  const identifier = /^\$\[(\w+)\]$/.exec(part)?.[1]
  const matches = identifier === undefined ? undefined : context.arrayFilters[identifier]
  if (!matches)
    fail('BadValue', `No array filter found for identifier '${identifier ?? part}' in path '${path}'`)
  return all.filter(index => matches(array[index]))
}

function read(container: Container, key: string | number): Value {
  return Array.isArray(container) ? container[Number(key)] : getField(container, String(key))
}

function write(container: Container, key: string | number, value: Value): void {
  if (!Array.isArray(container)) {
    setField(container, String(key), value)
    return
  }
  const index = Number(key)
  if (index - container.length > MAX_PADDING) {
    fail('BadValue', `can't backfill more than ${MAX_PADDING} elements`)
  }
  while (container.length < index) container.push(null)
  container[index] = value
}

function placeIn(container: Container, key: string | number): Place {
  return {
    name: String(key),
    get: () => read(container, key),
    set: value => write(container, key, value),
    unset: () => {
      if (Array.isArray(container)) container[Number(key)] = null
      else delete container[key]
    },
  }
}
