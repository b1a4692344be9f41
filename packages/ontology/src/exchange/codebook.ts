import {
  type CodeKind,
  type CodeStatus,
  type DefinitionPatch,
  type Example,
  type ExcerptRef,
  isLive,
  type MatchType,
  type Ontology,
  type RelationType,
  type Stance,
} from '../code.ts'
import { resolveCode, successorOf } from '../resolveCode.ts'
import { parentOf, walk } from '../tree.ts'

/** A code as a file brings it. What a format does not say is null, or left out of the definition. */
export interface CodebookEntry {
  /** Names it within its codebook: an id, a GUID, an IRI or a line. */
  key: string
  /** What it can be recognised by in another export: its id or GUID; null where the file has none that lasts. */
  identity: string | null
  name: string
  /** Key of the broader entry; null at the top and for what is out of use. */
  parent: string | null
  kind: CodeKind | null
  status: CodeStatus
  /** `#rrggbb` */
  colour: string | null
  definition: DefinitionPatch
  stance: Stance | null
  notation: string | null
  formerNames: string[]
  /** Key of the entry that a merged one was merged into. */
  mergedInto: string | null
  /** Why it is out of use. */
  reason: string | null
}

/** What every exchange format is read into and written from: a codebook without its history. */
export interface Codebook {
  title: string | null
  /** The program that wrote the file, as far as it says so. */
  origin: string | null
  /** Living ones as a tree, thematic ones first, siblings in order; then those out of use. */
  entries: CodebookEntry[]
  relations: { type: RelationType; from: string; to: string; note: string }[]
  mappings: { code: string; scheme: string; concept: string; match: MatchType; note: string }[]
  examples: { code: string; fit: Example['fit']; excerpt: ExcerptRef; note: string }[]
}

/**
 * The codebook that an ontology amounts to now: merges followed, links that rest left out, links that became one told
 * once. A code merged into one that is itself out of use is out of use as that one is.
 */
export const codebookOf = (ontology: Ontology): Codebook => {
  const living = (['thematic', 'structural'] as const).flatMap(kind =>
    [...walk(ontology, kind)].map(({ code }) => code),
  )
  const dead = Object.values(ontology.codes)
    .filter(code => !isLive(code))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const entries = [...living, ...dead].map((code): CodebookEntry => {
    const end = successorOf(ontology, code.id) ?? code
    const merged = end !== code && isLive(end)
    return {
      key: code.id,
      identity: code.id,
      name: code.name,
      parent: isLive(code) ? (parentOf(ontology, code)?.id ?? null) : null,
      kind: code.kind,
      status: isLive(code) || merged ? code.status : end.status,
      colour: code.colour,
      definition: code.definition,
      stance: code.stance,
      notation: code.notation,
      formerNames: code.formerNames,
      mergedInto: merged ? end.id : null,
      reason: isLive(code) || merged ? code.reason : end.reason,
    }
  })

  const once = <T, R>(
    records: Iterable<T>,
    read: (record: T) => R | null,
    keyOf: (read: R) => unknown,
  ): R[] => {
    const found = new Map<string, R>()
    for (const record of records) {
      const one = read(record)
      const key = one === null ? '' : JSON.stringify(keyOf(one))
      if (one !== null && !found.has(key)) found.set(key, one)
    }
    return [...found.values()]
  }
  return {
    title: null,
    origin: null,
    entries,
    relations: once(
      Object.values(ontology.relations),
      ({ type, note, ...ends }) => {
        const [from, to] = [resolveCode(ontology, ends.from), resolveCode(ontology, ends.to)]
        return from && to && from.id !== to.id ? { type, from: from.id, to: to.id, note } : null
      },
      ({ type, from, to }) => [type, ...[from, to].sort()],
    ),
    mappings: once(
      Object.values(ontology.mappings),
      ({ code, scheme, concept, match, note }) => {
        const living = resolveCode(ontology, code)
        return living && { code: living.id, scheme, concept, match, note }
      },
      ({ code, scheme, concept }) => [code, scheme, concept],
    ),
    examples: once(
      Object.values(ontology.examples),
      ({ code, fit, excerpt, note }) => {
        const living = resolveCode(ontology, code)
        return living && { code: living.id, fit, excerpt, note }
      },
      ({ code, excerpt }) => [code, excerpt.conversation, excerpt.member, excerpt.highlight],
    ),
  }
}
