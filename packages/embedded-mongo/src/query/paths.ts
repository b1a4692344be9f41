import { type Document, getField, isDocument, type Value } from '../values/types.ts'

/** A path that ends in an array holding no documents: the field neither exists there nor equals null. */
export const NOTHING = Symbol('nothing')

export type Reached = Value | typeof NOTHING

/**
 * @param isElement the value is an element of the array the path leads to, not that array itself
 * @returns true to stop
 */
export type Visitor = (value: Reached, isElement: boolean) => boolean

export function isArrayPosition(part: string): boolean {
  return /^\d+$/.test(part)
}

/**
 * Visits every value a dotted path leads to, through arrays of documents and array positions, as queries and
 * indexes see them.
 * @param expand also visit the elements of an array at the end of the path
 * @returns true when the visitor stopped
 */
export function visitPath(document: Value, parts: readonly string[], visit: Visitor, expand = true): boolean {
  return step(document, 0)

  function step(value: Value, at: number): boolean {
    const part = parts[at]
    if (part === undefined) return arrive(value)
    if (Array.isArray(value)) return throughArray(value, part, at)
    if (!isDocument(value)) return visit(undefined, false)
    return step(getField(value, part), at + 1)
  }

  function arrive(value: Value): boolean {
    if (visit(value, false)) return true
    return expand && Array.isArray(value) && value.some(item => visit(item, true))
  }

  function throughArray(array: Value[], part: string, at: number): boolean {
    let reached = false
    if (isArrayPosition(part) && Number(part) < array.length) {
      const item = array[Number(part)]
      if (at + 1 === parts.length) {
        reached = true
        if (visit(item, true)) return true
      } else if (isDocument(item) || Array.isArray(item)) {
        reached = true
        if (step(item, at + 1)) return true
      }
    }
    for (const item of array) {
      if (!isDocument(item)) continue
      reached = true
      if (step(item, at)) return true
    }
    return reached ? false : visit(NOTHING, false)
  }
}

/** The value of a path through documents only; arrays are not entered. */
export function valueAt(document: Document, path: string): Value {
  let value: Value = document
  for (const part of path.split('.')) {
    if (!isDocument(value)) return undefined
    value = getField(value, part)
  }
  return value
}
