import { Code, Example, Mapping, type Ontology, Relation } from '@polyphony/ontology'
import type * as Y from 'yjs'
import { z } from 'zod'
import { changedKeys } from '../changedKeys.ts'

const RECORDS = { codes: Code, relations: Relation, mappings: Mapping, examples: Example } as const
type Kind = keyof typeof RECORDS
const KINDS = Object.keys(RECORDS) as Kind[]

const metaOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('meta')
const Revision = z.number().int().nonnegative()

/** Brings `ontology/<workspace>` to the given state; only records that differ are written, so updates stay small. */
export const writeOntologyDocument = (doc: Y.Doc, ontology: Ontology, origin: unknown = null): void =>
  doc.transact(() => {
    for (const kind of KINDS) {
      const map = doc.getMap(kind)
      for (const [id, record] of Object.entries(ontology[kind])) {
        if (!same(map.get(id), record)) map.set(id, record)
      }
      for (const id of [...map.keys()]) if (!Object.hasOwn(ontology[kind], id)) map.delete(id)
    }
    if (metaOf(doc).get('revision') !== ontology.revision) metaOf(doc).set('revision', ontology.revision)
  }, origin)

/** Equal as JSON, whatever the order of keys. */
const same = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const keys = Object.keys(a)
  return (
    Array.isArray(a) === Array.isArray(b) &&
    keys.length === Object.keys(b).length &&
    keys.every(key => Object.hasOwn(b, key) && same(a[key as never], b[key as never]))
  )
}

export interface OntologyProblem {
  in: Kind
  id: string
}

/**
 * Records read before, by what the document holds: that is replaced when it changes, never altered. So a change to one
 * of twenty thousand codes costs one, and all the others are the very same objects as before.
 */
const known = new WeakMap<object, unknown>()

/** Reads the ontology. A record this version cannot read is left out and named to `onProblem`. */
export const readOntologyDocument = (
  doc: Y.Doc,
  onProblem?: (problem: OntologyProblem) => void,
): Ontology => {
  const read = <T>(kind: Kind, schema: z.ZodType<T>): Record<string, T> =>
    Object.fromEntries(
      [...doc.getMap(kind)].flatMap(([id, value]) => {
        const before = typeof value === 'object' && value !== null ? known.get(value) : undefined
        if (before !== undefined) return [[id, before as T]]
        const parsed = schema.safeParse(value)
        if (parsed.success) {
          if (typeof value === 'object' && value !== null) known.set(value, parsed.data)
          return [[id, parsed.data]]
        }
        onProblem?.({ in: kind, id })
        return []
      }),
    )
  return {
    revision: Revision.safeParse(metaOf(doc).get('revision')).data ?? 0,
    codes: read('codes', Code),
    relations: read('relations', Relation),
    mappings: read('mappings', Mapping),
    examples: read('examples', Example),
  }
}

/** Ids of the records a transaction changed. */
export type OntologyChanges = { [K in Kind]: Set<string> }

/** Calls back once after each transaction that changed the ontology. */
export const observeOntologyDocument = (
  doc: Y.Doc,
  listener: (changed: OntologyChanges) => void,
): (() => void) => {
  // Taken now: Yjs replaces a shared type when it is first asked for by its kind.
  const [codes, relations, mappings, examples, meta] = [...KINDS.map(kind => doc.getMap(kind)), metaOf(doc)]
  const afterTransaction = (transaction: Y.Transaction) => {
    const keys = (map: unknown) => [...(changedKeys(transaction, map) ?? [])].filter(id => id !== null)
    const changes: OntologyChanges = {
      codes: new Set(keys(codes)),
      relations: new Set(keys(relations)),
      mappings: new Set(keys(mappings)),
      examples: new Set(keys(examples)),
    }
    if (keys(meta).length > 0 || Object.values(changes).some(set => set.size > 0)) listener(changes)
  }
  doc.on('afterTransaction', afterTransaction)
  return () => doc.off('afterTransaction', afterTransaction)
}
