import { fail } from '../errors.ts'
import { toNumber } from '../values/numbers.ts'
import { type Document, isDocument, isNumeric, type Value } from '../values/types.ts'

export type Variables = Readonly<Record<string, Value>>

/** What an expression is evaluated against. */
export interface Scope {
  root: Document
  current: Value
  variables: Variables
  /** `$$NOW`: one moment for the whole command. */
  now: Date
}

/** A compiled expression; `undefined` is MongoDB's "missing". */
export type Expression = (scope: Scope) => Value

/** Compiles a sub-expression, with further variables in scope. */
export type Compile = (expression: Value, furtherNames?: string[]) => Expression

/** Compiles one operator from its argument. */
export type Operator = (argument: Value, compile: Compile, name: string) => Expression

/** Whether a value counts as true: everything but false, null, missing and zero. */
export function isTruthy(value: Value): boolean {
  if (value === undefined || value === null || value === false) return false
  return !isNumeric(value) || toNumber(value) !== 0
}

export function isMissing(value: Value): value is null | undefined {
  return value === null || value === undefined
}

/** Compiles the arguments of an operator that takes `[a, b, …]`, or `a` alone where one is enough. */
export function compileArguments(
  argument: Value,
  compile: Compile,
  name: string,
  least: number,
  most = least,
): Expression[] {
  const list = Array.isArray(argument) ? argument : [argument]
  if (list.length < least || list.length > most) {
    const expected =
      least === most
        ? `exactly ${least}`
        : most === Infinity
          ? `at least ${least}`
          : `at least ${least} arguments, and at most ${most}`
    fail(16020, `Expression ${name} takes ${expected} arguments. ${list.length} were passed in.`)
  }
  return list.map(item => compile(item))
}

/** An operator of a fixed number of arguments, computed from their values. */
export function operator(least: number, most: number, compute: (...values: Value[]) => Value): Operator {
  return (argument, compile, name) => {
    const parts = compileArguments(argument, compile, name, least, most)
    return scope => compute(...parts.map(part => part(scope)))
  }
}

/** As `operator`, but null when any argument is null or missing. */
export function nullable(least: number, most: number, compute: (...values: Value[]) => Value): Operator {
  return operator(least, most, (...values) => (values.some(isMissing) ? null : compute(...values)))
}

/** Compiles the named arguments of an operator such as `{ $filter: { input, cond } }`. */
export function namedArguments(
  argument: Value,
  name: string,
  required: readonly string[],
  optional: readonly string[] = [],
): Document {
  if (!isDocument(argument)) fail('FailedToParse', `${name} only supports an object as its argument`)
  for (const field of Object.keys(argument)) {
    if (!required.includes(field) && !optional.includes(field)) {
      fail('FailedToParse', `Unrecognized argument to ${name}: ${field}`)
    }
  }
  for (const field of required) {
    if (!Object.hasOwn(argument, field)) fail('FailedToParse', `Missing '${field}' parameter to ${name}`)
  }
  return argument
}

/** The same scope with further variables. */
export function withVariables(scope: Scope, variables: Variables): Scope {
  return { ...scope, variables: { ...scope.variables, ...variables } }
}
