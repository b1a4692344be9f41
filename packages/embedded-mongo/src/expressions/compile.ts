import { fail } from '../errors.ts'
import { type Document, getField, isDocument, setField, type Value } from '../values/types.ts'
import { arithmeticOperators } from './arithmetic.ts'
import { arrayOperators } from './arrays.ts'
import { conversionOperators } from './conversion.ts'
import { dateOperators } from './dates.ts'
import { logicOperators } from './logic.ts'
import { objectOperators } from './objects.ts'
import type { Compile, Expression, Operator, Scope, Variables } from './scope.ts'
import { setOperators } from './sets.ts'
import { stringOperators } from './strings.ts'

const OPERATORS: Readonly<Record<string, Operator>> = {
  ...arithmeticOperators,
  ...arrayOperators,
  ...conversionOperators,
  ...dateOperators,
  ...logicOperators,
  ...objectOperators,
  ...setOperators,
  ...stringOperators,
}

const SYSTEM_VARIABLES = new Set(['ROOT', 'CURRENT', 'NOW', 'REMOVE'])

/**
 * Compiles an aggregation expression.
 * @param names user variables (`$$name`) that will be in scope
 * @throws CommandError with MongoDB's code when it is malformed or uses something unsupported
 */
export function compileExpression(expression: Value, names: Iterable<string> = []): Expression {
  const known = new Set(names)
  const compile: Compile = (inner, further) =>
    compileExpression(inner, further ? [...known, ...further] : known)
  if (typeof expression === 'string' && expression.startsWith('$')) return compilePath(expression, known)
  if (Array.isArray(expression)) {
    const items = expression.map(item => compile(item))
    return scope => items.map(item => item(scope) ?? null)
  }
  if (!isDocument(expression)) return () => expression
  return compileDocument(expression, compile)
}

function compileDocument(expression: Document, compile: Compile): Expression {
  const fields = Object.keys(expression)
  const operator = fields.find(field => field.startsWith('$'))
  if (operator !== undefined) {
    if (fields.length > 1) {
      fail(
        15983,
        `an object representing an expression must have exactly one field, found ${fields.length}: ${fields.join(', ')}`,
      )
    }
    if (operator === '$literal') {
      const literal = expression[operator]
      return () => literal
    }
    const build = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined
    if (!build) fail('InvalidPipelineOperator', `Unrecognized expression '${operator}'`)
    return build(expression[operator], compile, operator)
  }
  const parts = fields.map(field => {
    if (field.includes('.'))
      fail(16412, `FieldPath field names may not contain '.'. Consider using $getField or $setField.`)
    return [field, compile(expression[field])] as const
  })
  return scope => {
    const result: Document = {}
    for (const [field, part] of parts) {
      const value = part(scope)
      if (value !== undefined) setField(result, field, value)
    }
    return result
  }
}

function compilePath(expression: string, names: ReadonlySet<string>): Expression {
  if (!expression.startsWith('$$')) {
    const path = fieldPath(expression.slice(1))
    return scope => followPath(scope.current, path, 0)
  }
  const [name = '', ...path] = expression.slice(2).split('.')
  if (!names.has(name) && !SYSTEM_VARIABLES.has(name)) fail(17276, `Use of undefined variable: ${name}`)
  return scope => followPath(variable(scope, name), path, 0)
}

function variable(scope: Scope, name: string): Value {
  if (Object.hasOwn(scope.variables, name)) return scope.variables[name]
  if (name === 'NOW') return scope.now
  if (name === 'CURRENT') return scope.current
  return name === 'ROOT' ? scope.root : undefined
}

function fieldPath(path: string): string[] {
  const parts = path.split('.')
  if (path === '') fail(16872, `'$' by itself is not a valid FieldPath`)
  if (parts.some(part => part === '')) fail(15998, 'FieldPath field names may not be empty strings.')
  if (parts.some(part => part.startsWith('$'))) {
    fail(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`)
  }
  return parts
}

/** A path through documents; an array on the way gives the array of what its documents hold there. */
function followPath(value: Value, path: readonly string[], at: number): Value {
  const part = path[at]
  if (part === undefined) return value
  if (Array.isArray(value)) {
    return value
      .filter(isDocument)
      .map(item => followPath(item, path, at))
      .filter(item => item !== undefined)
  }
  return isDocument(value) ? followPath(getField(value, part), path, at + 1) : undefined
}

/** A scope in which a document is evaluated. */
export function scopeOf(document: Document, variables: Variables = {}, now = new Date()): Scope {
  return { root: document, current: document, variables, now }
}

/** Whether a computed value counts as true. */
export { isTruthy } from './scope.ts'
