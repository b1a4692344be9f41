import { BSONRegExp } from 'bson'
import { fail } from '../errors.ts'
import { compileExpression, isTruthy, scopeOf } from '../expressions/compile.ts'
import { equal } from '../values/compare.ts'
import { toNumber } from '../values/numbers.ts'
import { type Document, isDocument, isNumeric, isOperatorDocument, type Value } from '../values/types.ts'
import { NOTHING, visitPath } from './paths.ts'
import { compilePredicate, type Predicate, type ValueTest } from './predicates.ts'

/** Whether a document matches a filter. */
export type Matcher = (document: Document) => boolean

/** The variables `$expr` may use (`let`). */
export type Variables = Readonly<Record<string, Value>>

/**
 * Compiles a query filter.
 * @throws CommandError (BadValue) for an operator MongoDB does not know or this engine does not have
 */
export function compileFilter(filter: Value, variables: Variables = {}): Matcher {
  if (!isDocument(filter)) fail('BadValue', 'the match filter must be an expression in an object')
  const matchers = Object.entries(filter).flatMap(([key, value]) => compileEntry(key, value, variables))
  if (matchers.length === 1) return matchers[0]!
  return document => matchers.every(matches => matches(document))
}

function compileEntry(key: string, value: Value, variables: Variables): Matcher[] {
  switch (key) {
    case '$and':
    case '$or':
    case '$nor':
      return [compileLogical(key, value, variables)]
    case '$expr': {
      const expression = compileExpression(value, Object.keys(variables))
      return [document => isTruthy(expression(scopeOf(document, variables)))]
    }
    case '$comment':
      return []
    default:
      if (key.startsWith('$')) {
        fail(
          'BadValue',
          `unknown top level operator: ${key}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
        )
      }
      return [compileField(key.split('.'), value)]
  }
}

function compileLogical(operator: '$and' | '$or' | '$nor', value: Value, variables: Variables): Matcher {
  if (!Array.isArray(value)) fail('BadValue', `${operator} argument must be an array`)
  if (value.length === 0) fail('BadValue', `${operator} argument must be a non-empty array`)
  const branches = value.map(branch => {
    if (!isDocument(branch)) fail('BadValue', `${operator} argument's entries must be objects`)
    return compileFilter(branch, variables)
  })
  if (operator === '$and') return document => branches.every(matches => matches(document))
  if (operator === '$or') return document => branches.some(matches => matches(document))
  return document => !branches.some(matches => matches(document))
}

/** @param enterArrays whether elements of an array at the end of the path count too */
function compileField(parts: readonly string[], condition: Value, enterArrays = true): Matcher {
  const reaches = (test: ValueTest): Matcher => {
    const { matches, ofElements } = test
    return document =>
      visitPath(document, parts, value => value !== NOTHING && matches(value), enterArrays && ofElements)
  }
  if (!isOperatorDocument(condition)) return reaches(equality(condition))
  const tests = Object.entries(condition).flatMap(([operator, argument]) =>
    compileOperator(parts, operator, argument, condition, enterArrays, reaches),
  )
  return tests.length === 1 ? tests[0]! : document => tests.every(matches => matches(document))
}

function equality(value: Value): ValueTest {
  if (value instanceof BSONRegExp) return compilePredicate('$regex', value, {}, compileElement)
  return compilePredicate('$eq', value, {}, compileElement)
}

function compileOperator(
  parts: readonly string[],
  operator: string,
  argument: Value,
  condition: Document,
  enterArrays: boolean,
  reaches: (test: ValueTest) => Matcher,
): Matcher[] {
  switch (operator) {
    case '$options':
      if (!Object.hasOwn(condition, '$regex')) fail('BadValue', '$options needs a $regex')
      return []
    case '$ne':
      if (argument instanceof BSONRegExp) fail('BadValue', "Can't have regex as arg to $ne.")
      return [not(reaches(compilePredicate('$eq', argument, condition, compileElement)))]
    case '$nin':
      return [not(reaches(compilePredicate('$in', argument, condition, compileElement, '$nin')))]
    case '$not':
      return [not(compileNot(parts, argument, enterArrays))]
    case '$exists': {
      const present: Matcher = document =>
        visitPath(document, parts, value => value !== undefined && value !== NOTHING, false)
      return [isTruthy(argument) ? present : not(present)]
    }
    case '$all':
      return compileAll(parts, argument)
    default:
      return [reaches(compilePredicate(operator, argument, condition, compileElement))]
  }
}

function not(matches: Matcher): Matcher {
  return document => !matches(document)
}

function compileNot(parts: readonly string[], argument: Value, enterArrays: boolean): Matcher {
  if (!(argument instanceof BSONRegExp) && !isDocument(argument))
    fail('BadValue', '$not needs a regex or a document')
  if (isDocument(argument)) {
    if (Object.keys(argument).length === 0) fail('BadValue', '$not cannot be empty')
    const plain = Object.keys(argument).find(key => !key.startsWith('$'))
    if (plain !== undefined) fail('BadValue', `unknown operator: ${plain}`)
  }
  return compileField(parts, argument, enterArrays)
}

function compileAll(parts: readonly string[], argument: Value): Matcher[] {
  if (!Array.isArray(argument)) fail('BadValue', '$all needs an array')
  if (argument.length === 0) return [() => false]
  return argument.map(item => {
    if (isDocument(item) && Object.hasOwn(item, '$elemMatch')) return compileField(parts, item)
    if (isOperatorDocument(item)) fail('BadValue', 'no $ expressions in $all')
    return compileField(parts, item instanceof BSONRegExp ? item : { $eq: item })
  })
}

const LOGICAL = new Set(['$and', '$or', '$nor', '$expr'])

/** Compiles what `$elemMatch`, `$pull` and array filters ask of one element: operators, or a filter on its fields. */
export function compileElement(condition: Document): Predicate {
  const keys = Object.keys(condition)
  if (keys.length > 0 && keys.every(key => key.startsWith('$') && !LOGICAL.has(key))) {
    const matches = compileField(['element'], condition, false)
    return element => matches({ element })
  }
  const matches = compileFilter(condition)
  return element => {
    if (isDocument(element)) return matches(element)
    // An array is a document whose fields are its positions.
    return Array.isArray(element) && matches(Object.fromEntries(element.entries()))
  }
}

/** Compiles what must hold for an element that is removed by `$pull`, or found for the positional `$`. */
export function compileElementCondition(condition: Value): Predicate {
  if (isOperatorDocument(condition)) return compileElement(condition)
  if (condition instanceof BSONRegExp) return compileElement({ $regex: condition })
  return element => equal(element, condition)
}

/** Compiles one of `arrayFilters`, whose fields begin with the identifier `name`. */
export function compileArrayFilter(filter: Document, name: string): Predicate {
  const matches = compileFilter(filter)
  return element => matches({ [name]: element })
}

/** Whether a flag argument (boolean or number) is on. */
export function isOn(value: Value): boolean {
  return value === true || (isNumeric(value) && toNumber(value) !== 0)
}
