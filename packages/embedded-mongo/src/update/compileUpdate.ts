import { fail } from '../errors.ts'
import { compileArrayFilter } from '../query/matcher.ts'
import type { Predicate } from '../query/predicates.ts'
import { compareStrings } from '../values/compare.ts'
import { type Document, getField, isDocument, typeName, type Value } from '../values/types.ts'
import { type Change, UPDATE_OPERATORS } from './operators.ts'
import { forEachPlace, type PathContext } from './places.ts'

export interface UpdateContext {
  /** What the positional `$` stands for. */
  position?: number
  /** The document is being inserted by an upsert. */
  inserting?: boolean
}

/** Changes a document in place; true when anything changed. */
export type Updater = (document: Document, context: UpdateContext) => boolean

interface Step {
  operator: string
  path: string
  run(document: Document, context: PathContext): boolean
}

/** Compiles an update document of operators such as `{ $set: …, $inc: … }`. */
export function compileUpdate(update: Document, arrayFilters: readonly Value[] = []): Updater {
  const filters = compileArrayFilters(arrayFilters)
  const claimed: string[] = []
  const steps: Step[] = []
  for (const [operator, fields] of Object.entries(update)) {
    if (operator !== '$rename' && !Object.hasOwn(UPDATE_OPERATORS, operator)) {
      fail(
        'FailedToParse',
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      )
    }
    if (!isDocument(fields)) {
      fail(
        'FailedToParse',
        `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}}`,
      )
    }
    for (const [path, argument] of Object.entries(fields)) {
      claim(path, claimed)
      if (operator === '$rename') {
        if (typeof argument !== 'string')
          fail('BadValue', `The 'to' field for $rename must be a string: ${path}`)
        claim(argument, claimed)
        steps.push(renameStep(path, argument))
      } else steps.push(changeStep(operator, path, UPDATE_OPERATORS[operator]!(argument, path)))
    }
  }
  checkIdentifiers(claimed, filters)
  // MongoDB applies an update in the order of its paths, whatever the order of the operators.
  steps.sort((a, b) => compareStrings(a.path, b.path))
  return (document, { position, inserting = false }) => {
    const context: PathContext = { position, arrayFilters: filters }
    let changed = false
    for (const step of steps) {
      if (step.operator === '$setOnInsert' && !inserting) continue
      if (step.run(document, context)) changed = true
    }
    return changed
  }
}

/** A path may be named once, and not together with a path above or below it. */
function claim(path: string, claimed: string[]): void {
  if (path === '') fail('EmptyFieldName', 'An empty update path is not valid.')
  if (path.split('.').includes(''))
    fail('EmptyFieldName', `The update path '${path}' contains an empty field name, which is not allowed.`)
  if (path.startsWith('$')) {
    fail(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${path}' in '${path}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    )
  }
  for (const other of claimed) {
    if (path === other || path.startsWith(`${other}.`) || other.startsWith(`${path}.`)) {
      fail(
        'ConflictingUpdateOperators',
        `Updating the path '${path}' would create a conflict at '${path.length < other.length ? path : other}'`,
      )
    }
  }
  claimed.push(path)
}

function changeStep(operator: string, path: string, change: Change): Step {
  return {
    operator,
    path,
    run(document, context) {
      let changed = false
      forEachPlace(document, path, context, change.missing, place => {
        if (change.apply(place)) changed = true
      })
      return changed
    },
  }
}

function renameStep(from: string, to: string): Step {
  for (const path of [from, to]) {
    if (/(^|\.)\$/.test(path))
      fail('BadValue', `The source and target field for $rename may not be dynamic: ${path}`)
  }
  return {
    operator: '$rename',
    path: from,
    run(document, context) {
      for (const path of [from, to]) refuseArrays(document, path)
      let moved: Value
      forEachPlace(document, from, context, 'ignore', place => {
        moved = place.get()
        if (moved !== undefined) place.unset()
      })
      if (moved === undefined) return false
      forEachPlace(document, to, context, 'create', place => place.set(moved))
      return true
    },
  }
}

/** `$rename` does not reach into arrays. */
function refuseArrays(document: Document, path: string): void {
  let value: Value = document
  for (const part of path.split('.')) {
    if (Array.isArray(value))
      fail('BadValue', `The source and destination fields of $rename cannot be array elements: '${path}'`)
    if (!isDocument(value)) return
    value = getField(value, part)
  }
}

function compileArrayFilters(arrayFilters: readonly Value[]): Record<string, Predicate> {
  const filters: Record<string, Predicate> = {}
  for (const filter of arrayFilters) {
    if (!isDocument(filter)) fail('TypeMismatch', 'arrayFilters must be documents')
    const names = [...topLevelNames(filter)]
    const name = names[0]
    if (name === undefined)
      fail('FailedToParse', 'Cannot use an expression without a top-level field name in arrayFilters')
    if (names.length > 1)
      fail(
        'FailedToParse',
        `Error parsing array filter: Expected a single top-level field name, found '${names[0]}' and '${names[1]}'`,
      )
    if (filters[name])
      fail('FailedToParse', `Found multiple array filters with the same top-level field name ${name}`)
    filters[name] = compileArrayFilter(filter, name)
  }
  return filters
}

/** The identifiers a filter speaks of: the first part of each path, through `$and`, `$or` and `$nor`. */
function topLevelNames(filter: Document): Set<string> {
  const names = new Set<string>()
  for (const [key, value] of Object.entries(filter)) {
    if (!key.startsWith('$')) names.add(key.split('.')[0]!)
    else if (Array.isArray(value))
      for (const branch of value.filter(isDocument)) for (const name of topLevelNames(branch)) names.add(name)
  }
  return names
}

/** An array filter nobody uses is a mistake MongoDB refuses. */
function checkIdentifiers(paths: readonly string[], filters: Readonly<Record<string, Predicate>>): void {
  for (const name of Object.keys(filters)) {
    if (!paths.some(path => path.split('.').includes(`$[${name}]`))) {
      fail('FailedToParse', `The array filter for identifier '${name}' was not used in the update`)
    }
  }
}
