/** A line's start that could name who speaks: up to five words, then a colon. `>>` marks a change of speaker in captions. */
const CANDIDATE =
  /^\s{0,8}(?:>>{1,3}\s{0,4})?([\p{L}\p{N}][\p{L}\p{N}\p{M}'’.,&()/_# -]{0,48}?)\s{0,4}[:：](?=\s|$)/u

const CAPITALISED = /^[\p{Lu}\p{Lt}\p{Lo}\p{N}(#&][\p{L}\p{N}\p{M}'’.,)/_#&-]*$/u
const PARTICLES = new Set([
  'de',
  'da',
  'di',
  'del',
  'van',
  'von',
  'der',
  'den',
  'la',
  'le',
  'el',
  'al',
  'bin',
  'of',
  'the',
  'and',
  'und',
  'y',
  'et',
])
/** Capitalised beginnings that end in a colon and name nobody. */
const NO_NAMES =
  /^(note|notes|nb|ps|warning|example|for example|remember|also|so|and|but|or|i mean|first|second|third|finally|update|source|date|time|title|subject|location|duration|recording|transcript|file|language|kind|http|https)$/i

/**
 * The names that lines of a transcript begin with (`Ada: …`). A capitalised beginning of a few words is a name; any
 * other one must come back at least twice before it is believed, so that "what I mean is: …" stays speech.
 */
export const findSpeakerNames = (lines: Iterable<string>): Set<string> => {
  const seen = new Map<string, number>()
  for (const line of lines) {
    const name = candidate(line)
    if (name !== null) seen.set(name, (seen.get(name) ?? 0) + 1)
  }
  const names = new Set<string>()
  for (const [name, count] of seen) {
    if (NO_NAMES.test(name)) continue
    const words = name.split(' ')
    const capitalised = words.every((word, i) => CAPITALISED.test(word) || (i > 0 && PARTICLES.has(word)))
    if (capitalised ? words.length <= 4 || count > 1 : count > 1 && words.length <= 2) names.add(name)
  }
  return names
}

/** Parts a line into the name it begins with, if that is one of `names`, and what is said. */
export const splitSpeaker = (line: string, names: Set<string>): { name: string | null; text: string } => {
  const name = candidate(line)
  if (name === null || !names.has(name)) return { name: null, text: line }
  return { name, text: line.replace(CANDIDATE, '') }
}

const candidate = (line: string): string | null => {
  const match = CANDIDATE.exec(line)
  return match ? match[1]!.replace(/\s+/g, ' ').trim() : null
}
