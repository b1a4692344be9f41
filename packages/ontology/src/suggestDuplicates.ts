import { type Code, isLive, type Ontology } from './code.ts'
import { editDistance } from './editDistance.ts'
import { foldForSearch } from './names.ts'
import { resolveCode } from './resolveCode.ts'
import { path } from './tree.ts'

/** Why two codes look like one. */
export type DuplicateReason =
  /** The same name but for case, accents, spaces and signs between words. */
  | { kind: 'same-name' }
  /** The same words but for their order and endings: singular and plural. */
  | { kind: 'same-words' }
  /** So many letters apart. */
  | { kind: 'similar-name'; edits: number }
  /** One was called once as the other is called. */
  | { kind: 'former-name'; name: string }
  /** They are applied to the same excerpts. */
  | { kind: 'shared-excerpts'; shared: number; ofA: number; ofB: number }

/** Two living codes of one kind that a lead may want to merge. */
export interface Duplicate {
  a: Code
  b: Code
  /** 0–1, higher is likelier. */
  score: number
  reasons: DuplicateReason[]
}

/** Words of a name as they are compared. */
const wordsOf = (name: string): string[] => {
  const folded = foldForSearch(name)
  const words = folded.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean)
  // A name of signs alone is compared as it is.
  return words.length > 0 ? words : [folded]
}

const shorten = (word: string): string => {
  if (word.length < 4) return word
  const singular = word.replace(/ies$/, 'y')
  if (singular !== word) return singular
  const root = word.replace(/(?:es|en|s|n|e|x)$/, '')
  return root.length >= 3 ? root : word
}

/** A word without the endings that make a plural in the languages codebooks are mostly written in: losses, loss. */
const stem = (word: string): string => shorten(shorten(word))

/** Edits that two names may be apart. */
const tolerance = (length: number): number => (length >= 10 ? 2 : length >= 5 ? 1 : 0)

/** Numbers in names mean something: `Site 1` and `Site 2` are two. */
const digitsOf = (name: string): string => name.replace(/\D+/g, ' ').trim()

/** The letters of a name as a set of bits: an edit changes two of them at most. */
const lettersOf = (name: string): number => {
  let letters = 0
  for (let i = 0; i < name.length; i++) letters |= 1 << (name.charCodeAt(i) & 31)
  return letters
}

const countBits = (bits: number): number => {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++
  return count
}

interface Entry {
  code: Code
  name: string
  letters: number
}

/** Pairs whose names are at most two edits apart, found by a piece they must have in common. */
function* similarNames(codes: readonly Code[]): Generator<[Code, Code, number]> {
  const sorted = codes
    .map((code): Entry => {
      const name = wordsOf(code.name).join(' ')
      return { code, name, letters: lettersOf(name) }
    })
    .sort((x, y) => x.name.length - y.name.length)
  const pieces = new Map<string, Entry[]>()
  const cut = (length: number, parts: number): [start: number, end: number][] =>
    Array.from({ length: parts }, (_, i) => [
      Math.floor((i * length) / parts),
      Math.floor(((i + 1) * length) / parts),
    ])
  for (const entry of sorted) {
    const { code, name, letters } = entry
    const room = `${code.kind} ${digitsOf(name)}`
    const compared = new Set<Code>()
    for (let length = Math.max(0, name.length - 2); length <= name.length; length++) {
      const limit = tolerance(length)
      if (limit === 0 || name.length - length > limit) continue
      // Of n + 1 pieces of the shorter name, n edits leave one whole, moved by at most n. A swap counts as one edit
      // and can touch two pieces, so there is one more.
      for (const [i, [start, end]] of cut(length, 2 * limit + 1).entries()) {
        for (let at = Math.max(0, start - limit); at <= start + limit; at++) {
          const piece = name.slice(at, at + end - start)
          if (piece.length < end - start) break
          for (const other of pieces.get(`${room} ${length} ${i} ${piece}`) ?? []) {
            if (countBits(letters ^ other.letters) > 2 * limit || compared.has(other.code)) continue
            compared.add(other.code)
            const edits = editDistance(name, other.name, limit)
            if (edits <= limit) yield [other.code, code, edits]
          }
        }
      }
    }
    const limit = tolerance(name.length)
    if (limit === 0) continue
    for (const [i, [start, end]] of cut(name.length, 2 * limit + 1).entries()) {
      const key = `${room} ${name.length} ${i} ${name.slice(start, end)}`
      const known = pieces.get(key)
      if (known) known.push(entry)
      else pieces.set(key, [entry])
    }
  }
}

/** Codes by a key they share. */
const groupBy = (codes: readonly Code[], keysOf: (code: Code) => Iterable<string>): Map<string, Code[]> => {
  const groups = new Map<string, Code[]>()
  for (const code of codes)
    for (const key of new Set(keysOf(code))) {
      const group = groups.get(key)
      if (group) group.push(code)
      else groups.set(key, [code])
    }
  return groups
}

/** More codes of one name than this are not told pair by pair. */
const LARGEST_GROUP = 40

function* pairsOf(groups: Map<string, Code[]>): Generator<[Code, Code]> {
  for (const group of groups.values()) {
    const some = group.slice(0, LARGEST_GROUP)
    for (const [i, a] of some.entries()) for (const b of some.slice(i + 1)) yield [a, b]
  }
}

/** Excerpts of living codes, those of merged ones with their successor's. */
const excerptsByCode = (
  ontology: Ontology,
  excerpts: ReadonlyMap<string, ReadonlySet<string>>,
): Map<Code, Set<string>> => {
  const sets = new Map<Code, Set<string>>()
  for (const [id, some] of excerpts) {
    const code = resolveCode(ontology, id)
    if (!code) continue
    const known = sets.get(code)
    if (known) for (const excerpt of some) known.add(excerpt)
    else sets.set(code, new Set(some))
  }
  return sets
}

/** Fewer than this may share their excerpts by chance. */
const FEWEST_SHARED = 3
/** Share of the smaller code's excerpts that both must have. */
const OVERLAP = 0.6
/** An excerpt with more codes than this says little about any two of them. */
const MOST_CODES = 50

function* sharedExcerpts(
  ontology: Ontology,
  excerpts: ReadonlyMap<string, ReadonlySet<string>>,
): Generator<[Code, Code, Extract<DuplicateReason, { kind: 'shared-excerpts' }>, number]> {
  const sets = excerptsByCode(ontology, excerpts)
  const bearing = groupBy([...sets.keys()], code => sets.get(code)!)
  const shared = new Map<Code, Map<Code, number>>()
  for (const codes of bearing.values()) {
    if (codes.length > MOST_CODES) continue
    for (const [i, a] of codes.entries())
      for (const b of codes.slice(i + 1)) {
        const counts = shared.get(a) ?? new Map<Code, number>()
        shared.set(a, counts.set(b, (counts.get(b) ?? 0) + 1))
      }
  }
  for (const [a, counts] of shared)
    for (const [b, both] of counts) {
      const [ofA, ofB] = [sets.get(a)!.size, sets.get(b)!.size]
      if (both < FEWEST_SHARED || both / Math.min(ofA, ofB) < OVERLAP) continue
      // Of a broad code that holds all of a narrow one, the narrow one is rather a part.
      const jaccard = both / (ofA + ofB - both)
      yield [a, b, { kind: 'shared-excerpts', shared: both, ofA, ofB }, 0.3 + 0.65 * jaccard]
    }
}

/**
 * Pairs of living codes that may be the same, likeliest first: by their names, by former names and names of codes
 * merged into them, and, where the excerpts of each code are passed in, by the excerpts they share. A code and one that
 * stands under it are a pair by name only: sharing excerpts is what they are for.
 */
export const suggestDuplicates = (
  ontology: Ontology,
  {
    excerpts,
    limit = 100,
  }: {
    /** Ids of excerpts (or highlights) by the code applied to them. */
    excerpts?: ReadonlyMap<string, ReadonlySet<string>>
    /** At most so many pairs. */
    limit?: number
  } = {},
): Duplicate[] => {
  const codes = Object.values(ontology.codes).filter(isLive)
  const pairs = new Map<string, Duplicate>()
  const add = (one: Code, other: Code, score: number, reasonFor: (a: Code) => DuplicateReason) => {
    if (one.id === other.id || one.kind !== other.kind) return
    const [a, b] = one.id < other.id ? [one, other] : [other, one]
    const reason = reasonFor(a)
    const known = pairs.get(`${a.id} ${b.id}`)
    if (!known) pairs.set(`${a.id} ${b.id}`, { a, b, score, reasons: [reason] })
    else {
      const byName = (r: DuplicateReason) => r.kind !== 'shared-excerpts' && r.kind !== 'former-name'
      // One thing said about two names is enough: the strongest, which comes first.
      if (byName(reason) && known.reasons.some(byName)) return
      if (known.reasons.some(r => r.kind === reason.kind)) return
      known.reasons.push(reason)
      // What two independent signs say together is likelier than what either says.
      known.score = 1 - (1 - known.score) * (1 - score)
    }
  }

  for (const [a, b] of pairsOf(groupBy(codes, code => [wordsOf(code.name).join(' ')])))
    add(a, b, 0.97, () => ({ kind: 'same-name' }))
  const stems = (code: Code) => [wordsOf(code.name).map(stem).sort().join(' ')]
  for (const [a, b] of pairsOf(groupBy(codes, stems))) add(a, b, 0.9, () => ({ kind: 'same-words' }))
  for (const [a, b, edits] of similarNames(codes))
    add(a, b, edits === 1 ? 0.75 : 0.6, () => ({ kind: 'similar-name', edits }))

  const byName = groupBy(codes, code => [wordsOf(code.name).join(' ')])
  for (const code of Object.values(ontology.codes)) {
    const living = resolveCode(ontology, code.id)
    if (!living) continue
    const former = living.id === code.id ? code.formerNames : [code.name, ...code.formerNames]
    for (const name of former)
      for (const other of byName.get(wordsOf(name).join(' ')) ?? [])
        add(living, other, 0.8, () => ({ kind: 'former-name', name }))
  }

  if (excerpts)
    for (const [a, b, reason, score] of sharedExcerpts(ontology, excerpts)) {
      const above = (one: Code, other: Code) => path(ontology, one.id).some(code => code.id === other.id)
      if (above(a, b) || above(b, a)) continue
      add(a, b, score, first =>
        first.id === a.id ? reason : { ...reason, ofA: reason.ofB, ofB: reason.ofA },
      )
    }

  return [...pairs.values()]
    .sort(
      (x, y) =>
        y.score - x.score || (x.a.id === y.a.id ? (x.b.id < y.b.id ? -1 : 1) : x.a.id < y.a.id ? -1 : 1),
    )
    .slice(0, limit)
}
