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
const hasLetters = (query: string, text: string, at: number): boolean => {
  let from = at
  for (const letter of query) {
    const found = text.indexOf(letter, from)
    if (found < 0) return false
    from = found + letter.length
  }
  return true
}

/** Are the letters of the query in the text, in order, the first of them at the start of a word? */
const isSubsequence = (query: string, text: string): boolean =>
  [...text].some(
    (_, at) => (at === 0 || text[at - 1] === ' ') && text[at] === query[0] && hasLetters(query, text, at),
  )

/** How well a folded text answers a folded query, 0 (not at all) to 1 (the same). */
const similarity = (query: string, asked: readonly string[], { folded: text, words }: Field): number => {
  if (text === query) return 1
  if (text.startsWith(query)) return 0.9
  if (asked.every(q => words.some(word => word.startsWith(q)))) return 0.8
  if (text.includes(query)) return 0.65
  const close = (q: string, word: string) => {
    const limit = tolerance(q)
    // A word being typed is compared with as many letters of the word meant.
    return (
      limit > 0 &&
      (editDistance(q, word, limit) <= limit || editDistance(q, word.slice(0, q.length), limit) <= limit)
    )
  }
  if (asked.every(q => words.some(word => word.startsWith(q) || close(q, word)))) return 0.5
  if (query.length >= 2 && text.length <= 80 && isSubsequence(query.replaceAll(' ', ''), text)) return 0.3
  return 0
}

interface Field {
  field: CodeMatch['field']
  text: string
  folded: string
  /** Of the folded text. */
  words: string[]
}

// Folding every text of a codebook for every key typed would be felt; an ontology never changes.
const indexes = new WeakMap<Ontology['codes'], { code: Code; fields: Field[] }[]>()

const indexOf = (ontology: Ontology) => {
  const known = indexes.get(ontology.codes)
  if (known) return known
  const former = new Map<string, string[]>()
  for (const code of Object.values(ontology.codes)) {
    if (code.mergedInto === null) continue
    const successor = resolveCode(ontology, code.id)
    if (successor)
      former.set(successor.id, [...(former.get(successor.id) ?? []), code.name, ...code.formerNames])
  }
  const index = [...walk(ontology)].map(({ code }) => {
    const texts: [CodeMatch['field'], string][] = [['name', code.name]]
    if (code.notation !== null) texts.push(['notation', code.notation])
    for (const name of [...code.formerNames, ...(former.get(code.id) ?? [])]) texts.push(['formerName', name])
    for (const text of Object.values(code.definition)) if (text) texts.push(['definition', text])
    const fields = texts.map(([field, text]): Field => {
      const folded = foldForSearch(text)
      return { field, text, folded, words: folded.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean) }
    })
    return { code, fields }
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

const scoreField = (query: string, asked: readonly string[], of: Field): Omit<CodeMatch, 'code'> => {
  const { field, text } = of
  let score = similarity(query, asked, of)
  // Notations and definitions answer to what was typed, not to what looks like it.
  if (field === 'notation' && score < 0.9) score = 0
  if (field === 'definition' && score < 0.65) score = 0
  return { field, text, score: score * WEIGHT[field] }
}

/**
 * Living codes that answer to what somebody types, best first, equals in the order of the tree. It finds names, former
 * names, names of codes merged into them and definitions; forgives accents, case and a slip of the finger. An empty
 * query finds them all.
 */
export const searchCodes = (
  ontology: Ontology,
  query: string,
  limit = Number.POSITIVE_INFINITY,
): CodeMatch[] => {
  const asked = foldForSearch(query)
  const words = asked.split(' ')
  const matches: CodeMatch[] = []
  for (const { code, fields } of indexOf(ontology)) {
    const best = asked
      ? fields.map(field => scoreField(asked, words, field)).reduce((a, b) => (b.score > a.score ? b : a))
      : { field: 'name' as const, text: code.name, score: 1 }
    if (best.score > 0) matches.push({ code, ...best })
  }
  return matches.sort((a, b) => b.score - a.score).slice(0, limit)
}
