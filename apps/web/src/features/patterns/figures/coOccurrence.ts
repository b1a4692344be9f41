import { type Facts, type Level, type Mark, peopleIn, rowsOf } from './facts.ts'
import { groupedBy } from './groupedBy.ts'

/** When two codes are said to be together. */
export type Nearness =
  /** On exactly the same words. */
  | { kind: 'words' }
  /** On words of which at least one character is the same. */
  | { kind: 'overlap' }
  | { kind: 'turn' }
  | { kind: 'turns' | 'seconds'; within: number }

/**
 * A passage of a code: words that carry it without a gap, whoever marked them. So a passage that five people code alike
 * is one, not five. For `words`, each stretch of words that was marked, once.
 */
interface Passage {
  row: number
  talk: number
  from: number
  to: number
  firstTurn: number
  lastTurn: number
  start: number | null
  end: number | null
  marks: Mark[]
}

/** The cell of two rows. The table is symmetrical: `a < b`. */
export interface Pair {
  a: number
  b: number
  /** How often a passage of the one is with a passage of the other. */
  count: number
  /** count / (passages of a + passages of b − count), as ATLAS.ti computes it; above 1 where passages meet several. */
  c: number
  /**
   * Jaccard index, 0 to 1. Of the characters that carry either code (`words`, `overlap`), or of the turns in which
   * either stands, the share with both; for `turns` and `seconds`, with the other one no farther away than that.
   */
  jaccard: number
  /** Participants who speak in these passages, up to a hundred. */
  people: number[]
}

export interface CoOccurrence {
  /** Passages of each row, and who speaks in them. */
  passages: number[]
  people: number[][]
  pairs: Pair[]
}

/** People beyond this change no decision: no smallest cell asks for more. */
const MOST_PEOPLE = 100

const passagesOf = (facts: Facts, level: Level, exact: boolean): Passage[] => {
  const byRow = new Map<string, Passage[]>()
  const marks = facts.marks.toSorted((x, y) => x.talk - y.talk || x.from - y.from || x.to - y.to)
  for (const mark of marks)
    for (const row of rowsOf(facts, mark, level)) {
      const key = `${mark.talk} ${row}`
      const known = byRow.get(key)
      const last = known?.at(-1)
      if (last && (exact ? last.from === mark.from && last.to === mark.to : mark.from < last.to)) {
        last.to = Math.max(last.to, mark.to)
        last.lastTurn = Math.max(last.lastTurn, mark.lastTurn)
        last.start = least(last.start, mark.start)
        last.end = most(last.end, mark.end)
        last.marks.push(mark)
        continue
      }
      const { talk, from, to, firstTurn, lastTurn, start, end } = mark
      const passage = { row, talk, from, to, firstTurn, lastTurn, start, end, marks: [mark] }
      if (known) known.push(passage)
      else byRow.set(key, [passage])
    }
  return [...byRow.values()].flat()
}

const least = (x: number | null, y: number | null) => (x === null || y === null ? (x ?? y) : Math.min(x, y))
const most = (x: number | null, y: number | null) => (x === null || y === null ? (x ?? y) : Math.max(x, y))

type Range = (passage: Passage) => { from: number; to: number } | null

/** By what passages are near: the line they lie on, and how far apart they may be on it. */
const lineOf = (near: Nearness): { range: Range; within: number; touching: boolean } => {
  if (near.kind === 'words' || near.kind === 'overlap')
    return { range: ({ from, to }) => ({ from, to }), within: 0, touching: false }
  if (near.kind === 'seconds')
    return {
      range: ({ start, end }) => (start === null || end === null ? null : { from: start, to: end }),
      within: near.within,
      touching: true,
    }
  return {
    range: ({ firstTurn, lastTurn }) => ({ from: firstTurn, to: lastTurn }),
    within: near.kind === 'turn' ? 0 : near.within,
    touching: true,
  }
}

/** Calls back for every two passages of different rows that are together. */
const forEachMeeting = (
  passages: readonly Passage[],
  near: Nearness,
  met: (one: Passage, other: Passage) => void,
): void => {
  const { range, within, touching } = lineOf(near)
  const byTalk = groupedBy(passages, passage => passage.talk)
  for (const here of byTalk.values()) {
    const placed = here
      .flatMap(passage => {
        const at = range(passage)
        return at ? [{ passage, ...at }] : []
      })
      .sort((x, y) => x.from - y.from)
    for (let i = 0; i < placed.length; i++) {
      const one = placed[i]!
      const reach = one.to + within
      for (let j = i + 1; j < placed.length; j++) {
        const other = placed[j]!
        if (touching ? other.from > reach : other.from >= reach) break
        if (other.passage.row === one.passage.row) continue
        if (near.kind === 'words' && (other.from !== one.from || other.to !== one.to)) continue
        met(one.passage, other.passage)
      }
    }
  }
}

const addPeople = (people: Set<number>, facts: Facts, marks: readonly Mark[]): void => {
  for (const mark of marks) {
    if (people.size >= MOST_PEOPLE) return
    for (const person of peopleIn(facts, mark)) people.add(person)
  }
}

/** Which codes are together how often. O(passages × passages near each). Pure. */
export const coOccurrence = (facts: Facts, level: Level, near: Nearness): CoOccurrence => {
  const size = level === 'code' ? facts.list.codes.length : facts.list.themes.length
  const passages = passagesOf(facts, level, near.kind === 'words')
  const own = Array.from({ length: size }, () => ({ count: 0, people: new Set<number>() }))
  for (const { row, marks } of passages) {
    own[row]!.count++
    addPeople(own[row]!.people, facts, marks)
  }
  const cells = new Map<number, { count: number; people: Set<number> }>()
  forEachMeeting(passages, near, (one, other) => {
    const key = Math.min(one.row, other.row) * size + Math.max(one.row, other.row)
    let cell = cells.get(key)
    if (!cell) {
      cell = { count: 0, people: new Set() }
      cells.set(key, cell)
    }
    cell.count++
    addPeople(cell.people, facts, one.marks)
    addPeople(cell.people, facts, other.marks)
  })
  const jaccard = jaccardOf(facts, passages, near)
  const pairs = [...cells].map(([key, { count, people }]): Pair => {
    const [a, b] = [Math.floor(key / size), key % size]
    return {
      a,
      b,
      count,
      c: count / Math.max(1, own[a]!.count + own[b]!.count - count),
      jaccard: jaccard(a, b),
      people: [...people],
    }
  })
  return { passages: own.map(({ count }) => count), people: own.map(one => [...one.people]), pairs }
}

/** A piece of a row: a stretch of characters or a turn, in order. */
interface Piece {
  talk: number
  from: number
  to: number
}

const jaccardOf = (
  facts: Facts,
  passages: readonly Passage[],
  near: Nearness,
): ((a: number, b: number) => number) => {
  const characters = near.kind === 'words' || near.kind === 'overlap'
  const inSeconds = near.kind === 'seconds'
  const within = near.kind === 'turns' || near.kind === 'seconds' ? near.within : 0
  const pieces = new Map<number, Piece[]>()
  for (const [row, own] of groupedBy(passages, passage => passage.row))
    pieces.set(row, characters ? joinStretches(own) : turnsOf(facts, own, inSeconds))
  const lengths = new Map([...pieces].map(([row, own]) => [row, sumOf(own)]))
  return (a, b) => {
    const [one, other] = [pieces.get(a) ?? [], pieces.get(b) ?? []]
    if (characters) {
      const both = sharedLength(one, other)
      return both / Math.max(1, lengths.get(a)! + lengths.get(b)! - both)
    }
    const near = countNear(one, other, within)
    const nearOther = countNear(other, one, within)
    const shared = countNear(one, other, 0, true)
    return (near + nearOther - shared) / Math.max(1, one.length + other.length - shared)
  }
}

const sumOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { from, to }) => sum + to - from, 0)

const inOrder = (x: Piece, y: Piece): number => x.talk - y.talk || x.from - y.from

const joinStretches = (own: readonly Piece[]): Piece[] => {
  const joined: Piece[] = []
  for (const { talk, from, to } of own.toSorted(inOrder)) {
    const last = joined.at(-1)
    if (last && last.talk === talk && from <= last.to) last.to = Math.max(last.to, to)
    else joined.push({ talk, from, to })
  }
  return joined
}

/** Each turn in which a row stands, once; as seconds where distances are asked for in seconds. */
const turnsOf = (facts: Facts, own: readonly Passage[], inSeconds: boolean): Piece[] => {
  const turns = new Map<string, Piece>()
  for (const { talk, firstTurn, lastTurn } of own)
    for (let turn = firstTurn; turn <= lastTurn; turn++) {
      const { turnStart, turnEnd } = facts.talks[talk]!
      const [from, to] = inSeconds ? [turnStart[turn], turnEnd[turn]] : [turn, turn]
      if (typeof from === 'number' && typeof to === 'number') turns.set(`${talk} ${turn}`, { talk, from, to })
    }
  return [...turns.values()].sort(inOrder)
}

const sharedLength = (one: readonly Piece[], other: readonly Piece[]): number => {
  let shared = 0
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const [x, y] = [one[i]!, other[j]!]
    if (x.talk === y.talk) shared += Math.max(0, Math.min(x.to, y.to) - Math.max(x.from, y.from))
    if (x.talk < y.talk || (x.talk === y.talk && x.to <= y.to)) i++
    else j++
  }
  return shared
}

/** How many pieces of the one have a piece of the other within reach; with `same`, the very same piece. */
const countNear = (one: readonly Piece[], other: readonly Piece[], within: number, same = false): number => {
  let count = 0
  let next = 0
  for (const piece of one) {
    while (next < other.length && inOrder(other[next]!, piece) < 0) next++
    const beside = [other[next - 1], other[next]]
    if (
      beside.some(
        near =>
          near?.talk === piece.talk &&
          (same
            ? near.from === piece.from && near.to === piece.to
            : near.from - piece.to <= within && piece.from - near.to <= within),
      )
    )
      count++
  }
  return count
}

/** The highlights behind a cell, by conversation and place; those of one row for `a === b`. */
export const marksTogether = (facts: Facts, level: Level, near: Nearness, a: number, b: number): Mark[] => {
  const passages = passagesOf(facts, level, near.kind === 'words').filter(({ row }) => row === a || row === b)
  const marks = new Set<Mark>()
  if (a === b) for (const passage of passages) for (const mark of passage.marks) marks.add(mark)
  else
    forEachMeeting(passages, near, (one, other) => {
      for (const mark of [...one.marks, ...other.marks]) marks.add(mark)
    })
  return inTextOrder(marks)
}

export const inTextOrder = (marks: Iterable<Mark>): Mark[] =>
  [...marks].sort((x, y) => x.talk - y.talk || x.from - y.from || x.to - y.to)
