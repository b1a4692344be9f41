import { Code, Example, Mapping, type Ontology, Relation } from '@polyphony/ontology'
import type * as Y from 'yjs'
import { z } from 'zod'
import { isArriving } from '../applyInParts.ts'
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

const readRecord = (kind: Kind, value: unknown): unknown => {
  const kept = typeof value === 'object' && value !== null
  const before = kept ? known.get(value) : undefined
  if (before !== undefined) return before
  const parsed = RECORDS[kind].safeParse(value)
  if (kept && parsed.success) known.set(value, parsed.data)
  return parsed.data
}

/** Reads the ontology. A record this version cannot read is left out and named to `onProblem`. */
export const readOntologyDocument = (
  doc: Y.Doc,
  onProblem?: (problem: OntologyProblem) => void,
): Ontology => {
  const read = <T>(kind: Kind): Record<string, T> => {
    const records: [string, T][] = []
    doc.getMap(kind).forEach((value, id) => {
      const record = readRecord(kind, value)
      if (record === undefined) onProblem?.({ in: kind, id })
      else records.push([id, record as T])
    })
    return Object.fromEntries(records)
  }
  return {
    revision: Revision.safeParse(metaOf(doc).get('revision')).data ?? 0,
    codes: read<Code>('codes'),
    relations: read<Relation>('relations'),
    mappings: read<Mapping>('mappings'),
    examples: read<Example>('examples'),
  }
}

/** Ids of the records a transaction changed. */
export type OntologyChanges = { [K in Kind]: Set<string> }

/**
 * Calls back once after each transaction that changed the ontology. While a large update arrives part by part, its
 * records are read as they come, and one call at the end says them all.
 */
export const observeOntologyDocument = (
  doc: Y.Doc,
  listener: (changed: OntologyChanges) => void,
): (() => void) => {
  // Taken now: Yjs replaces a shared type when it is first asked for by its kind.
  const maps = KINDS.map(kind => [kind, doc.getMap(kind)] as const)
  const meta = metaOf(doc)
  const nothing = (): OntologyChanges => ({
    codes: new Set(),
    relations: new Set(),
    mappings: new Set(),
    examples: new Set(),
  })
  let changes = nothing()
  let changed = false
  const afterTransaction = (transaction: Y.Transaction) => {
    for (const [kind, map] of maps)
      for (const id of changedKeys(transaction, map) ?? []) {
        if (id === null) continue
        changes[kind].add(id)
        changed = true
        if (isArriving(doc)) readRecord(kind, map.get(id))
      }
    if (changedKeys(transaction, meta)) changed = true
    if (!changed || isArriving(doc)) return
    const all = changes
    changes = nothing()
    changed = false
    listener(all)
  }
  doc.on('afterTransaction', afterTransaction)
  return () => doc.off('afterTransaction', afterTransaction)
}
