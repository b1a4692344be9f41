import { type FoldedText, foldText } from './foldText.ts'

/** What is looked for. Made by `parseSearch`. */
export interface Search {
  /** All of it as one phrase, folded. */
  phrase: string
  /** Its words, and its phrases in quotes, folded: a text answers when it has them all. */
  terms: readonly string[]
  /** Found only where a word begins and ends. */
  wholeWord: boolean
  /** Case and accents count. */
  exact: boolean
}

/** A place in a text where something was found: UTF-16 units, end exclusive. */
export interface Match {
  from: number
  to: number
}

/** More of it is not looked for. */
const LONGEST = 200
const MOST_TERMS = 12

/**
 * Reads what somebody typed into a search box: words, and phrases in quotes of any kind; an open quote runs to the end.
 * Null when there is nothing to look for.
 */
export const parseSearch = (
  input: string,
  { wholeWord = false, exact = false }: Partial<Pick<Search, 'wholeWord' | 'exact'>> = {},
): Search | null => {
  const typed = foldText(input.slice(0, LONGEST), { exact }).text.trim()
  const terms = [...typed.matchAll(/"([^"]*)(?:"|$)|[^\s"]+/g)]
    .map(([word, quoted]) => (quoted ?? word).trim())
    .filter(term => term !== '')
    .slice(0, MOST_TERMS)
  if (terms.length === 0) return null
  const phrase = typed.replaceAll('"', ' ').replace(/\s+/g, ' ').trim()
  return { phrase, terms: [...new Set(terms)], wholeWord, exact }
}

/** Looks for one text as it stands, white space and quotes included: a name to be replaced. Null for only spaces. */
export const parsePhrase = (
  input: string,
  { wholeWord = false, exact = false }: Partial<Pick<Search, 'wholeWord' | 'exact'>> = {},
): Search | null => {
  const phrase = foldText(input.slice(0, LONGEST), { exact }).text.trim()
  return phrase === '' ? null : { phrase, terms: [phrase], wholeWord, exact }
}

/**
 * Where a text says what is looked for, in its order. Where it has the whole phrase, only that is a match; else each of
 * the words is, provided that all of them are there.
 */
export const findMatches = (search: Search, text: string): Match[] =>
  matchFolded(search, foldText(text, search), text)

/** The same for a text that was folded before, with the same `exact`. */
export const matchFolded = (search: Search, folded: FoldedText, text: string): Match[] => {
  const whole = occurrences(search, folded, text, search.phrase)
  if (whole.length > 0 || search.terms.length === 1) {
    const [only] = search.terms
    return whole.length > 0 || only === search.phrase ? whole : occurrences(search, folded, text, only!)
  }
  const found: Match[] = []
  for (const term of search.terms) {
    const matches = occurrences(search, folded, text, term)
    if (matches.length === 0) return []
    found.push(...matches)
  }
  return found
    .sort((a, b) => a.from - b.from || b.to - a.to)
    .filter((match, i, all) => i === 0 || match.from >= all[i - 1]!.to)
}

const occurrences = (
  { wholeWord }: Search,
  { text: folded, from, to }: FoldedText,
  text: string,
  term: string,
): Match[] => {
  const matches: Match[] = []
  for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1)) {
    const start = from?.[at] ?? at
    const end = to?.[at + term.length - 1] ?? at + term.length
    // Two folded letters may come from one, and matches do not overlap.
    if (matches.length > 0 && start < matches.at(-1)!.to) continue
    if (wholeWord && !isWhole(text, start, end)) continue
    matches.push({ from: start, to: end })
  }
  return matches
}

const WORD = /[\p{L}\p{N}\p{M}]/u
/** Scripts written without spaces: only a dictionary knows where their words end. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

const isWhole = (text: string, from: number, to: number): boolean => {
  const edges = [
    characterBefore(text, from),
    characterAt(text, from),
    characterBefore(text, to),
    characterAt(text, to),
  ]
  const [before, first, last, after] = edges as [string, string, string, string]
  const cutsStart = WORD.test(before) && WORD.test(first)
  const cutsEnd = WORD.test(last) && WORD.test(after)
  if (!cutsStart && !cutsEnd) return true
  if (!edges.some(character => UNSPACED.test(character))) return false
  const segments = segmenter.segment(text)
  return (
    (!cutsStart || segments.containing(from)?.index === from) &&
    (!cutsEnd || segments.containing(to)?.index === to)
  )
}

const characterAt = (text: string, at: number): string =>
  at < text.length ? String.fromCodePoint(text.codePointAt(at)!) : ''

const characterBefore = (text: string, at: number): string => {
  if (at <= 0) return ''
  const low = text.charCodeAt(at - 1)
  return at > 1 && low >= 0xdc00 && low <= 0xdfff ? text.slice(at - 2, at) : text.charAt(at - 1)
}

/** The longest thing that must stand in a folded text for it to answer: what a database can look for first. */
export const longestTerm = ({ terms }: Search): string =>
  terms.reduce((a, b) => (b.length > a.length ? b : a))
