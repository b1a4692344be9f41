import { type Document, getField, isDocument, isOperatorDocument, type Value } from '../values/types.ts'
import { compileElement, compileElementCondition, compileFilter } from './matcher.ts'
import { isArrayPosition } from './paths.ts'

/**
 * The position of the array element that made a document match its filter: what the positional `$` stands for.
 * @returns undefined when no condition of the filter is on an array
 */
export function matchedPosition(document: Document, filter: Document): number | undefined {
  for (const [key, condition] of Object.entries(filter)) {
    const found = key.startsWith('$')
      ? inBranches(document, key, condition)
      : inField(document, key, condition)
    if (found !== undefined) return found
  }
  return undefined
}

function inBranches(document: Document, operator: string, branches: Value): number | undefined {
  if ((operator !== '$and' && operator !== '$or') || !Array.isArray(branches)) return undefined
  for (const branch of branches.filter(isDocument)) {
    if (operator === '$or' && !compileFilter(branch)(document)) continue
    const found = matchedPosition(document, branch)
    if (found !== undefined) return found
  }
  return undefined
}

function inField(document: Document, path: string, condition: Value): number | undefined {
  const parts = path.split('.')
  let value: Value = document
  let depth = 0
  for (; depth < parts.length && isDocument(value); depth++) value = getField(value, parts[depth]!)
  if (!Array.isArray(value)) return undefined
  const rest = parts.slice(depth)
  if (rest[0] !== undefined && isArrayPosition(rest[0])) return undefined
  const position = value.findIndex(elementTest(rest.join('.'), condition))
  return position < 0 ? undefined : position
}

function elementTest(rest: string, condition: Value): (element: Value) => boolean {
  if (rest !== '') {
    const matches = compileFilter({ [rest]: condition })
    return element => isDocument(element) && matches(element)
  }
  if (isOperatorDocument(condition) && isDocument(condition.$elemMatch))
    return compileElement(condition.$elemMatch)
  return compileElementCondition(condition)
}
