import { fail } from '../errors.ts'
import { compileExpression, scopeOf } from '../expressions/compile.ts'
import type { Expression, Variables } from '../expressions/scope.ts'
import { asInteger } from '../values/numbers.ts'
import { type Document, getField, isDocument, isNumeric, setField, type Value } from '../values/types.ts'
import { compileElement, isOn } from './matcher.ts'
import { matchedPosition } from './positional.ts'
import type { Predicate } from './predicates.ts'

export type Projector = (document: Document) => Document

/** What a projection does at one path. */
type Leaf =
  | { kind: 'keep' }
  | { kind: 'drop' }
  | { kind: 'slice'; start: number | null; count: number }
  | { kind: 'elemMatch'; matches: Predicate }
  | { kind: 'positional' }
  | { kind: 'compute'; expression: Expression }

interface Tree {
  [field: string]: Tree | Leaf
}

interface ProjectionOptions {
  /** The query's filter, for `.$`. */
  filter?: Document
  variables?: Variables
  /** In `$project`, `{ $slice: … }` is an expression and `.$` and `$elemMatch` do not exist. */
  inPipeline?: boolean
}

function isLeaf(node: Tree | Leaf): node is Leaf {
  return typeof node.kind === 'string'
}

/** Compiles a find or `$project` projection; null when it keeps documents as they are. */
export function compileProjection(spec: Value, options: ProjectionOptions = {}): Projector | null {
  if (spec === undefined || spec === null) return null
  if (!isDocument(spec)) fail('TypeMismatch', `projection must be an object`)
  if (Object.keys(spec).length === 0) return null
  const plan = new Plan(options)
  plan.readAll(spec, '')
  return plan.projector()
}

class Plan {
  readonly #tree: Tree = {}
  readonly #options: ProjectionOptions
  #inclusive: boolean | undefined
  #keepId: boolean | undefined

  constructor(options: ProjectionOptions) {
    this.#options = options
  }

  readAll(spec: Document, prefix: string): void {
    for (const [field, value] of Object.entries(spec)) {
      if (field === '') fail(40352, 'FieldPath cannot be constructed with empty string')
      this.#read(prefix + field, value)
    }
  }

  #read(path: string, value: Value): void {
    const { inPipeline = false, variables = {} } = this.#options
    if (typeof value === 'boolean' || isNumeric(value)) {
      this.#flag(path, isOn(value))
      return
    }
    if (isDocument(value)) {
      const operator = Object.keys(value).find(key => key.startsWith('$'))
      if (operator === undefined) {
        if (Object.keys(value).length === 0)
          fail(51270, 'An empty sub-projection is not a valid value. Found empty object at path')
        this.readAll(value, `${path}.`)
        return
      }
      if (!inPipeline && operator === '$slice' && !isSliceExpression(value.$slice)) {
        this.#put(path, sliceLeaf(value.$slice))
        return
      }
      if (!inPipeline && operator === '$elemMatch') {
        this.#mode(path, true)
        if (!isDocument(value.$elemMatch)) fail(31274, 'elemMatch: Invalid argument, object required')
        this.#put(path, { kind: 'elemMatch', matches: compileElement(value.$elemMatch) })
        return
      }
      if (operator === '$meta') fail('CommandNotSupported', '$meta projections are not supported')
    }
    this.#mode(path, true)
    this.#put(path, { kind: 'compute', expression: compileExpression(value, Object.keys(variables)) })
  }

  #flag(path: string, on: boolean): void {
    if (path === '_id') {
      this.#keepId = on
      return
    }
    if (path.endsWith('.$') && !this.#options.inPipeline) {
      if (!on) fail(31395, 'positional projection cannot be used with exclusion')
      this.#mode(path, true)
      this.#put(path.slice(0, -2), { kind: 'positional' })
      return
    }
    this.#mode(path, on)
    this.#put(path, on ? { kind: 'keep' } : { kind: 'drop' })
  }

  #mode(path: string, inclusive: boolean): void {
    if (this.#inclusive !== undefined && this.#inclusive !== inclusive) {
      const [code, what, where] = inclusive
        ? [31253, 'inclusion', 'exclusion']
        : [31254, 'exclusion', 'inclusion']
      fail(code as number, `Cannot do ${what} on field ${path} in ${where} projection`)
    }
    this.#inclusive = inclusive
  }

  #put(path: string, leaf: Leaf): void {
    const parts = path.split('.')
    let tree = this.#tree
    for (const part of parts.slice(0, -1)) {
      const next = (Object.hasOwn(tree, part) ? tree[part] : undefined) ?? {}
      if (isLeaf(next)) fail(31249, `Path collision at ${path}`)
      tree[part] = next
      tree = next
    }
    const last = parts.at(-1)!
    if (Object.hasOwn(tree, last)) fail(31250, `Path collision at ${path}`)
    tree[last] = leaf
  }

  projector(): Projector {
    const inclusive = this.#inclusive ?? (this.#keepId === true && Object.keys(this.#tree).length === 0)
    const { filter = {}, variables = {} } = this.#options
    const keepId = this.#keepId ?? true
    const tree = this.#tree
    return document => {
      const context = { inclusive, document, scope: scopeOf(document, variables), filter }
      const out: Document = {}
      if (keepId && Object.hasOwn(document, '_id') && !Object.hasOwn(tree, '_id') && inclusive)
        out._id = document._id
      const rest = project(document, tree, context)
      for (const [field, value] of Object.entries(rest)) {
        if (field !== '_id' || keepId || Object.hasOwn(tree, '_id')) setField(out, field, value)
      }
      return out
    }
  }
}

function isSliceExpression(argument: Value): boolean {
  return Array.isArray(argument) && !isNumeric(argument[0])
}

function sliceLeaf(argument: Value): Leaf {
  const [start, count] = Array.isArray(argument) ? argument.map(asInteger) : [null, asInteger(argument)]
  if (start === undefined || count === undefined)
    fail(28667, 'Invalid $slice syntax: expected a number or [skip, limit]')
  if (start !== null && count <= 0) fail(28724, 'First argument to $slice must be positive')
  return { kind: 'slice', start, count }
}

interface Context {
  inclusive: boolean
  document: Document
  scope: ReturnType<typeof scopeOf>
  filter: Document
}

/** Projects one level: fields the tree does not name are kept or left out as a whole. */
function project(source: Document, tree: Tree, context: Context): Document {
  const out: Document = {}
  for (const field of Object.keys(source)) {
    const node = Object.hasOwn(tree, field) ? tree[field]! : undefined
    const value = getField(source, field)
    if (node === undefined) {
      if (!context.inclusive) setField(out, field, value)
      continue
    }
    const result = isLeaf(node) ? applyLeaf(node, value, context) : descend(value, node, context)
    if (result !== undefined) setField(out, field, result)
  }
  for (const [field, node] of Object.entries(tree)) {
    if (Object.hasOwn(source, field)) continue
    const value = computeMissing(node, context)
    if (value !== undefined) setField(out, field, value)
  }
  return out
}

function descend(value: Value, tree: Tree, context: Context): Value {
  if (Array.isArray(value)) {
    return value.map(item => descend(item, tree, context)).filter(item => item !== undefined)
  }
  if (isDocument(value)) return project(value, tree, context)
  const computed = computeMissing(tree, context)
  if (computed !== undefined) return computed
  return context.inclusive ? undefined : value
}

/** The values computed under a path that the document does not have. */
function computeMissing(node: Tree | Leaf, context: Context): Value {
  if (isLeaf(node)) return node.kind === 'compute' ? node.expression(context.scope) : undefined
  let out: Document | undefined
  for (const [field, child] of Object.entries(node)) {
    const value = computeMissing(child, context)
    if (value === undefined) continue
    out ??= {}
    setField(out, field, value)
  }
  return out
}

function applyLeaf(leaf: Leaf, value: Value, { document, scope, filter }: Context): Value {
  switch (leaf.kind) {
    case 'keep':
      return value
    case 'drop':
      return undefined
    case 'compute':
      return leaf.expression(scope)
    case 'slice':
      return Array.isArray(value) ? sliceArray(value, leaf.start, leaf.count) : value
    case 'elemMatch': {
      const found = Array.isArray(value) ? value.find(leaf.matches) : undefined
      return found === undefined ? undefined : [found]
    }
    case 'positional': {
      if (!Array.isArray(value)) return value
      const position = matchedPosition(document, filter)
      if (position === undefined) {
        fail(
          51246,
          "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
        )
      }
      return [value[position]]
    }
  }
}

function sliceArray(array: Value[], start: number | null, count: number): Value[] {
  if (start === null) return count < 0 ? array.slice(count) : array.slice(0, count)
  const from = start < 0 ? Math.max(0, array.length + start) : start
  return array.slice(from, from + count)
}
