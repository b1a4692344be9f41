/** What one person says of a stretch of a turn: a highlight's part in it, with its codes. */
export interface Statement {
  /** The highlight's key. */
  key: string
  member: string
  /** Ids of its thematic codes, merges resolved. */
  codes: readonly string[]
  /** UTF-16 offsets in the turn's text, end exclusive. */
  from: number
  to: number
}

/** A stretch of a turn on which people differ. */
export interface Disagreement {
  from: number
  to: number
  /** The highlights that differ there. */
  keys: ReadonlySet<string>
  /** What each of their authors says of these words, all their highlights taken together. */
  sides: readonly { member: string; codes: readonly string[] }[]
}

const WORD = /[\p{L}\p{N}]/u

/** What a person says at the place that is being looked at. */
interface Voice {
  /** How many of their highlights there carry each code. */
  codes: Map<string, number>
  /** The codes as one string, to be compared. */
  says: string
}

/**
 * The stretches of a turn on which people disagree.
 *
 * At each word, what a person says is the set of all thematic codes on all their highlights over that word. People
 * disagree there when two of them say something and the sets are not the same: neither how the passage was cut nor into
 * how many highlights makes a difference. A highlight without a thematic code says nothing (sections of the guide do
 * not either), and saying nothing contradicts nobody. A disagreement is a longest stretch of such words with no other
 * word between them; it holds at least one word, or the rest of one that a correction has cut.
 *
 * One sweep over the ends of the statements: n log n, plus what lies over each disputed stretch.
 */
export const disagreementsIn = (text: string, statements: readonly Statement[]): Disagreement[] => {
  const spoken = statements.filter(({ codes, from, to }) => codes.length > 0 && from < to)
  if (spoken.length < 2) return []
  const ends = spoken
    .flatMap(statement => [
      { at: statement.from, begins: true, statement },
      { at: statement.to, begins: false, statement },
    ])
    .sort((a, b) => a.at - b.at)

  const active = new Set<Statement>()
  const voices = new Map<string, Voice>()
  /** How many people say each set of codes. */
  const sayings = new Map<string, number>()
  const count = (says: string, change: 1 | -1) => {
    const left = (sayings.get(says) ?? 0) + change
    if (left > 0) sayings.set(says, left)
    else sayings.delete(says)
  }
  const change = ({ statement, begins }: (typeof ends)[number]) => {
    const { member, codes } = statement
    if (begins) active.add(statement)
    else active.delete(statement)
    const voice = voices.get(member)
    if (voice) count(voice.says, -1)
    const counted = voice?.codes ?? new Map<string, number>()
    for (const code of codes) {
      const left = (counted.get(code) ?? 0) + (begins ? 1 : -1)
      if (left > 0) counted.set(code, left)
      else counted.delete(code)
    }
    if (counted.size === 0) voices.delete(member)
    else {
      const says = [...counted.keys()].sort().join(' ')
      voices.set(member, { codes: counted, says })
      count(says, 1)
    }
  }

  const found: { from: number; to: number; keys: Set<string>; sides: Map<string, Set<string>> }[] = []
  for (let i = 0; i < ends.length; ) {
    const { at } = ends[i]!
    while (i < ends.length && ends[i]!.at === at) change(ends[i++]!)
    const next = ends[i]?.at
    if (next === undefined || sayings.size < 2 || !WORD.test(text.slice(at, next))) continue
    let stretch = found.at(-1)
    if (stretch && !WORD.test(text.slice(stretch.to, at))) stretch.to = next
    else {
      stretch = { from: at, to: next, keys: new Set(), sides: new Map() }
      found.push(stretch)
    }
    for (const { key, member, codes } of active) {
      stretch.keys.add(key)
      const side = stretch.sides.get(member) ?? new Set()
      stretch.sides.set(member, side)
      for (const code of codes) side.add(code)
    }
  }
  return found.map(({ sides, ...stretch }) => ({
    ...stretch,
    sides: [...sides].map(([member, codes]) => ({ member, codes: [...codes] })),
  }))
}

/** The sides of several disagreements together: each person once, with all they say. */
export const sidesOver = (disagreements: readonly Disagreement[]): Disagreement['sides'] => {
  const sides = new Map<string, Set<string>>()
  for (const { member, codes } of disagreements.flatMap(disagreement => disagreement.sides))
    sides.set(member, new Set([...(sides.get(member) ?? []), ...codes]))
  return [...sides].map(([member, codes]) => ({ member, codes: [...codes] }))
}
