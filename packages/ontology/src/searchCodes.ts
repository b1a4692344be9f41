import type { Code, Ontology } from './code.ts'
import { editDistance } from './editDistance.ts'
import { foldForSearch } from './names.ts'
import { resolveCode } from './resolveCode.ts'
import { walk } from './tree.ts'

export interface CodeMatch {
  code: Code
  /** 0–1, higher is better. */
  score: number
  /** What matched. */
  field: 'name' | 'notation' | 'formerName' | 'definition'
  /** The text that matched, as written: shown when it is not the name. */
  text: string
}

/** Edits that a typed word may be away from the word meant: none for short ones. */
const tolerance = (word: string): number => (word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0)

/** Are all letters of the query in the text from `at` on, in their order? */
const hasLetters = (query: readonly string[], text: string, at: number): boolean => {
  let from = at
  for (const letter of query) {
    const found = text.indexOf(letter, from)
    if (found < 0) return false
    from = found + letter.length
  }
  return true
}

/** Are the letters of the query in the text, in order, the first of them at the start of a word? */
const isSubsequence = (query: readonly string[], text: string): boolean => {
  const first = query[0]!
  for (let at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1))
    if ((at === 0 || text[at - 1] === ' ') && hasLetters(query, text, at)) return true
  return false
}

/** A query made ready: what is typed is compared with each word of a codebook once, however often that occurs. */
interface Query {
  folded: string
  words: readonly string[]
  /** Without spaces, one by one. */
  letters: readonly string[]
  /** Whether a word is meant by the typed word at this place: begun by it, or a slip of the finger away. */
  means(at: number, word: string): boolean
}

const queryOf = (folded: string): Query => {
  const words = folded.split(' ')
  const known = words.map(() => new Map<string, boolean>())
  const compare = (typed: string, word: string): boolean => {
    if (word.startsWith(typed)) return true
    const limit = tolerance(typed)
    // A word being typed is compared with as many letters of the word meant.
    return (
      limit > 0 &&
      (editDistance(typed, word, limit) <= limit ||
        editDistance(typed, word.slice(0, typed.length), limit) <= limit)
    )
  }
  return {
    folded,
    words,
    letters: [...folded.replaceAll(' ', '')],
    means(at, word) {
      const before = known[at]!.get(word)
      if (before !== undefined) return before
      const now = compare(words[at]!, word)
      known[at]!.set(word, now)
      return now
    },
  }
}

/** How well a folded text answers to exactly what was typed, 0 (not at all) to 1 (the same). */
const exactness = ({ folded: query, words: asked }: Query, { folded: text, words }: Field): number => {
  if (text === query) return 1
  if (text.startsWith(query)) return 0.9
  if (asked.every(q => words.some(word => word.startsWith(q)))) return 0.8
  return text.includes(query) ? 0.65 : 0
}

/** How well it answers to what looks like it: first letters of its words, a slip of the finger, letters left out. */
const likeness = (query: Query, { folded: text, words }: Field): number => {
  const { letters } = query
  const several = letters.length >= 2
  if (several && letters.length <= words.length && letters.every((letter, i) => words[i]?.startsWith(letter)))
    return 0.6
  if (query.words.every((_, at) => words.some(word => query.means(at, word)))) return 0.5
  return several && text.length <= 80 && isSubsequence(letters, text) ? 0.3 : 0
}

interface Field {
  field: CodeMatch['field']
  text: string
  folded: string
  /** Of the folded text. */
  words: string[]
}

const fieldOf = (field: CodeMatch['field'], text: string): Field => {
  const folded = foldForSearch(text)
  return { field, text, folded, words: folded.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean) }
}

// Folding every text of a codebook for every key typed would be felt. A code never changes: only those that took the
// place of others are folded anew.
const fieldsOfCodes = new WeakMap<Code, Field[]>()

const fieldsOf = (code: Code): Field[] => {
  const known = fieldsOfCodes.get(code)
  if (known) return known
  const fields = [fieldOf('name', code.name)]
  if (code.notation !== null) fields.push(fieldOf('notation', code.notation))
  for (const name of code.formerNames) fields.push(fieldOf('formerName', name))
  for (const text of Object.values(code.definition)) if (text) fields.push(fieldOf('definition', text))
  fieldsOfCodes.set(code, fields)
  return fields
}

/**
 * Makes codes ready to be searched, which the first search of a large codebook does for all of it at once. For those
 * who have time before somebody types.
 */
export const prepareSearch = (codes: Iterable<Code>): void => {
  for (const code of codes) fieldsOf(code)
}

// An ontology never changes.
const indexes = new WeakMap<Ontology['codes'], { code: Code; fields: Field[] }[]>()

const indexOf = (ontology: Ontology) => {
  const known = indexes.get(ontology.codes)
  if (known) return known
  const former = new Map<string, Field[]>()
  for (const code of Object.values(ontology.codes)) {
    if (code.mergedInto === null) continue
    const successor = resolveCode(ontology, code.id)
    if (!successor) continue
    const names = former.get(successor.id) ?? []
    names.push(...[code.name, ...code.formerNames].map(name => fieldOf('formerName', name)))
    former.set(successor.id, names)
  }
  const index = [...walk(ontology)].map(({ code }) => {
    const fields = fieldsOf(code)
    const merged = former.get(code.id)
    return { code, fields: merged ? [...fields, ...merged] : fields }
  })
  indexes.set(ontology.codes, index)
  return index
}

const WEIGHT: Record<CodeMatch['field'], number> = {
  name: 1,
  notation: 0.98,
  formerName: 0.75,
  definition: 0.5,
}

const scoreField = (query: Query, of: Field): number => {
  const { field } = of
  let score = exactness(query, of)
  // Notations and definitions answer to what was typed, not to what looks like it.
  if (field === 'notation' && score < 0.9) score = 0
  if (score === 0 && (field === 'name' || field === 'formerName')) score = likeness(query, of)
  return score * WEIGHT[field]
}

/**
 * Living codes that answer to what somebody types, best first, equals in the order of the tree. It finds names, former
 * names, names of codes merged into them and definitions; forgives accents, case and a slip of the finger, and takes first letters of words. An empty
 * query finds them all.
 */
export const searchCodes = (
  ontology: Ontology,
  query: string,
  limit = Number.POSITIVE_INFINITY,
): CodeMatch[] => {
  const asked = foldForSearch(query)
  const typed = queryOf(asked)
  const matches: CodeMatch[] = []
  for (const { code, fields } of indexOf(ontology)) {
    let score = 0
    let best = fields[0]!
    for (const field of fields) {
      const its = asked ? scoreField(typed, field) : 1
      if (its > score) [score, best] = [its, field]
    }
    if (score > 0) matches.push({ code, score, field: best.field, text: best.text })
  }
  return matches.sort((a, b) => b.score - a.score).slice(0, limit)
}
