import type { Code, Definition, Ontology } from './code.ts'
import type { CodeChange } from './operation.ts'
import type { OperationOf } from './operations/operationOf.ts'
import { own } from './own.ts'
import { sameValue } from './sameValue.ts'

/** The keys whose values differ, with their values in `a`. */
const differing = <T extends object>(a: T, b: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(a).filter(([key, value]) => !sameValue(value, b[key as keyof T])),
  ) as Partial<T>

const difference = (code: Code, other: Code): NonNullable<CodeChange['to']> => {
  const { definition, ...rest } = differing(code, other)
  return definition ? { ...rest, definition: differing<Definition>(code.definition, other.definition) } : rest
}

const changedIds = <T>(before: Record<string, T>, after: Record<string, T>): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    id => own(before, id) !== own(after, id),
  )

const recordChanges = <T>(before: Record<string, T>, after: Record<string, T>) =>
  before === after
    ? []
    : changedIds(before, after).map(id => ({
        id,
        from: own(after, id) ?? null,
        to: own(before, id) ?? null,
      }))

/** The operation that leads from `after` back to `before`, field by field, so that later changes of other fields stay. */
export const invert = (before: Ontology, after: Ontology): OperationOf<'undo'> => ({
  type: 'undo',
  codes: changedIds(before.codes, after.codes).map(id => {
    const from = own(after.codes, id)
    const to = own(before.codes, id)
    if (!from || !to) return { id, from: from ?? null, to: to ?? null }
    return { id, from: difference(from, to), to: difference(to, from) }
  }),
  relations: recordChanges(before.relations, after.relations),
  mappings: recordChanges(before.mappings, after.mappings),
  examples: recordChanges(before.examples, after.examples),
})
