import { type Code, type CodeKind, isLive, type Ontology } from './code.ts'
import { foldName } from './names.ts'
import { own } from './own.ts'
import { forgetTree } from './tree.ts'

/** The codes recorded under one parent, of one kind. */
interface Siblings {
  ids: Set<string>
  /** The greatest of their positions; null when it has to be looked for. */
  last: number | null
}

/** What operations ask of the codes, without reading them all. */
interface CodesIndex {
  /** Ids by what they lead to on the way up: a merged code to its successor, every other to its recorded parent. */
  below: Map<string | null, Set<string>>
  siblings: Map<string, Siblings>
  names: Map<string, Set<string>>
  notations: Map<string, Set<string>>
}

type Codes = Ontology['codes']
type Kind = 'codes' | 'relations' | 'mappings' | 'examples'

// Codes are immutable, and names are compared often.
const folded = new WeakMap<Code, string>()
export const foldedName = (code: Code): string => {
  const name = folded.get(code) ?? foldName(code.name)
  folded.set(code, name)
  return name
}

const siblingsKey = (kind: CodeKind, parent: string | null): string => `${kind} ${parent ?? ''}`

const put = <K>(sets: Map<K, Set<string>>, key: K, id: string): void => {
  const set = sets.get(key)
  if (set) set.add(id)
  else sets.set(key, new Set([id]))
}

const add = (index: CodesIndex, code: Code): void => {
  put(index.below, code.mergedInto ?? code.parent, code.id)
  put(index.names, foldedName(code), code.id)
  if (code.notation !== null) put(index.notations, code.notation, code.id)
  const key = siblingsKey(code.kind, code.parent)
  const siblings = index.siblings.get(key)
  if (!siblings) index.siblings.set(key, { ids: new Set([code.id]), last: code.position })
  else {
    siblings.ids.add(code.id)
    if (siblings.last !== null) siblings.last = Math.max(siblings.last, code.position)
  }
}

const remove = (index: CodesIndex, code: Code): void => {
  index.below.get(code.mergedInto ?? code.parent)?.delete(code.id)
  index.names.get(foldedName(code))?.delete(code.id)
  if (code.notation !== null) index.notations.get(code.notation)?.delete(code.id)
  const siblings = index.siblings.get(siblingsKey(code.kind, code.parent))
  siblings?.ids.delete(code.id)
  if (siblings && siblings.last !== null && siblings.last <= code.position) siblings.last = null
}

const indexes = new WeakMap<Codes, CodesIndex>()

const indexOf = ({ codes }: Ontology): CodesIndex => {
  const known = indexes.get(codes)
  if (known) return known
  const index: CodesIndex = {
    below: new Map(),
    siblings: new Map(),
    names: new Map(),
    notations: new Map(),
  }
  for (const code of Object.values(codes)) add(index, code)
  indexes.set(codes, index)
  return index
}

const pick = (ontology: Ontology, ids: Iterable<string> = []): Code[] =>
  [...ids].flatMap(id => own(ontology.codes, id) ?? [])

/** The living codes that stand under `parent` (a living code, or null for the top) now, in no order. */
export const livingUnder = (ontology: Ontology, parent: string | null): Code[] => {
  const { below } = indexOf(ontology)
  const found: Code[] = []
  const ways = [parent]
  for (let way = ways.pop(); way !== undefined; way = ways.pop()) {
    for (const code of pick(ontology, below.get(way))) {
      if (isLive(code)) found.push(code)
      else ways.push(code.id)
    }
  }
  return found
}

/** Every code, dead ones too, whose name folds like this one's. */
export const namedLike = (ontology: Ontology, code: Code): Code[] =>
  pick(ontology, indexOf(ontology).names.get(foldedName(code)))

/**
 * Every code named like this one that may stand under `parent` (a living code, or null for the top); others may be among
 * them. Looks through those of the name or those at the place, whichever are fewer: a name may be there a thousand
 * times, and so may codes at a place.
 */
export const namedLikeUnder = (ontology: Ontology, code: Code, parent: string | null): Code[] => {
  const { names, below } = indexOf(ontology)
  const like = names.get(foldedName(code))
  if (!like || like.size <= (below.get(parent)?.size ?? 0)) return pick(ontology, like)
  return livingUnder(ontology, parent).filter(other => foldedName(other) === foldedName(code))
}

/** Every code, dead ones too, that has the notation. */
export const notedAs = (ontology: Ontology, notation: string): Code[] =>
  pick(ontology, indexOf(ontology).notations.get(notation))

/** Every code of a kind recorded under `parent`, dead ones too, in no order. */
export const recordedUnder = (ontology: Ontology, kind: CodeKind, parent: string | null): Code[] =>
  pick(ontology, indexOf(ontology).siblings.get(siblingsKey(kind, parent))?.ids)

/** How many those are. */
export const countRecordedUnder = (ontology: Ontology, kind: CodeKind, parent: string | null): number =>
  indexOf(ontology).siblings.get(siblingsKey(kind, parent))?.ids.size ?? 0

/** The greatest position among them, `except` left out; undefined when there are none. */
export const lastPosition = (
  ontology: Ontology,
  kind: CodeKind,
  parent: string | null,
  except: string,
): number | undefined => {
  const siblings = indexOf(ontology).siblings.get(siblingsKey(kind, parent))
  if (!siblings) return undefined
  if (siblings.last !== null && !siblings.ids.has(except)) return siblings.last
  let last: number | undefined
  for (const { id, position } of pick(ontology, siblings.ids))
    if (id !== except) last = Math.max(last ?? position, position)
  if (!siblings.ids.has(except)) siblings.last = last ?? null
  return last
}

/** Records that a batch is working on: its own copies, which nobody else has seen. */
const drafts = new WeakSet<object>()

/** A copy of the ontology that the functions below change in place, until `closeDraft`. */
export const openDraft = (ontology: Ontology): Ontology => {
  const draft: Ontology = {
    ...ontology,
    codes: { ...ontology.codes },
    relations: { ...ontology.relations },
    mappings: { ...ontology.mappings },
    examples: { ...ontology.examples },
  }
  for (const records of [draft.codes, draft.relations, draft.mappings, draft.examples]) drafts.add(records)
  return draft
}

/** Ends the changing in place: from here on the records are as immutable as any. */
export const closeDraft = ({ codes, relations, mappings, examples }: Ontology): void => {
  for (const records of [codes, relations, mappings, examples]) drafts.delete(records)
}

/** The ontology with some codes added or replaced. */
export const withCodes = (ontology: Ontology, changed: readonly Code[]): Ontology => {
  const draft = drafts.has(ontology.codes)
  const codes = draft ? ontology.codes : { ...ontology.codes }
  // The index goes along with the newest codes; whoever asks the older ones again has it made anew.
  const index = indexes.get(ontology.codes)
  if (draft) forgetTree(codes)
  for (const code of changed) {
    const before = own(codes, code.id)
    if (index && before) remove(index, before)
    codes[code.id] = code
    if (index) add(index, code)
  }
  if (draft) return ontology
  if (index) {
    indexes.delete(ontology.codes)
    indexes.set(codes, index)
  }
  return { ...ontology, codes }
}

type RecordOf<K extends Kind> = Ontology[K][string]

/** The ontology with a relation, mapping or example added. */
export const withRecord = <K extends Exclude<Kind, 'codes'>>(
  ontology: Ontology,
  kind: K,
  record: RecordOf<K>,
): Ontology => {
  const records = ontology[kind] as Record<string, RecordOf<K>>
  if (!drafts.has(records)) return { ...ontology, [kind]: { ...records, [record.id]: record } }
  records[record.id] = record
  return ontology
}

/** The ontology without a relation, mapping or example. */
export const withoutRecord = (ontology: Ontology, kind: Exclude<Kind, 'codes'>, id: string): Ontology => {
  const records: Record<string, unknown> = ontology[kind]
  if (drafts.has(records)) {
    delete records[id]
    return ontology
  }
  const { [id]: _, ...rest } = records
  return { ...ontology, [kind]: rest }
}
