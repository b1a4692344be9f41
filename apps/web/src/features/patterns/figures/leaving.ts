import { type CoOccurrence, coOccurrence, type Nearness } from './coOccurrence.ts'
import type { Facts, Level } from './facts.ts'
import { type ProtectedCell, protectCells, type Sum } from './protectCells.ts'
import { type Division, type Spread, type SpreadCell, spread } from './spread.ts'

/**
 * What of the tables of a workspace may leave it. Decided for all tables together (codes and themes, by group,
 * conversation and position, with every sum), so that what one table withholds does not follow from another.
 */
export interface Leaving {
  /** May this cell leave? `null` is all of them together: the row of all codes, the column of all places. */
  cell: (level: Level, by: Division, row: number | null, column: number | null) => boolean
  /** A column with fewer than `k` people, or one withheld with such, leaves not at all: not even its zeros. */
  column: (by: Division, column: number) => boolean
}

/** Above this many cells conversations are left out: what is withheld could not be found in a few seconds. */
const MOST_CELLS = 40_000

export const leaving = (facts: Facts, k: number): Leaving => {
  const divisions = ['group', 'conversation', 'position'] as const
  const at = (level: Level) =>
    Object.fromEntries(divisions.map(by => [by, spread(facts, level, by)])) as Record<
      (typeof divisions)[number],
      Spread
    >
  const figures = { code: at('code'), theme: at('theme') }
  const { codes, themes } = facts.list
  const rows = codes.length + themes.length + 1
  const everybody = new Set(facts.voices.flatMap((voice, number) => (voice.facilitator ? [] : [number])))
  if (everybody.size < k) return { cell: () => false, column: () => false }

  const groups = figures.code.group.columns
  const talkColumns = figures.code.conversation.columns
  const groupOf = facts.talks.map(({ group }) => groups.findIndex(({ id }) => id === group))
  const shownGroups = showable(groups, k)
  const shownTalks = new Set<number>()
  const talksOf = (group: number) => [...talkColumns.keys()].filter(talk => groupOf[talk] === group)
  if (rows * (talkColumns.length + groups.length + 12) <= MOST_CELLS)
    for (const group of shownGroups) {
      const here = talksOf(group)
      for (const place of showable(
        here.map(talk => talkColumns[talk]!),
        k,
      ))
        shownTalks.add(here[place]!)
    }

  /** The figures of a row, whichever it is, in one column. */
  const figureOf = (row: number, by: (typeof divisions)[number], column: number | null): SpreadCell => {
    const [figure, place] =
      row < codes.length ? [figures.code[by], row] : [figures.theme[by], row - codes.length]
    if (row === rows - 1) return column === null ? figures.code[by].all : figures.code[by].totals[column]!
    return column === null ? figure.sums[place]! : figure.cells[place]![column]!
  }

  // Columns of the one big table: all, groups, conversations, positions, and what is left of a sum.
  const columns: { key: string; hidden: boolean; of: (row: number) => SpreadCell }[] = []
  const columnOf = new Map<string, number>()
  const column = (key: string, of: (row: number) => SpreadCell, hidden = false): number => {
    columnOf.set(key, columns.length)
    columns.push({ key, hidden, of })
    return columns.length - 1
  }
  const across: { total: number; parts: number[] }[] = []
  const all = column('all', row => figureOf(row, 'group', null))
  const partsOf = (
    by: (typeof divisions)[number],
    places: readonly number[],
    shown: ReadonlySet<number>,
  ): number[] => {
    const left = places.filter(place => !shown.has(place))
    const parts = places
      .filter(place => shown.has(place))
      .map(place => column(`${by} ${place}`, row => figureOf(row, by, place)))
    // Without one that is shown there is no sum to compute it from.
    if (left.length > 0 && parts.length > 0)
      parts.push(
        column(`rest ${by} ${left[0]}`, row => together(left.map(place => figureOf(row, by, place))), true),
      )
    return parts
  }
  const addAcross = (total: number, parts: number[]) => {
    if (parts.length > 0) across.push({ total, parts })
  }
  addAcross(all, partsOf('group', [...groups.keys()], shownGroups))
  for (const group of shownGroups)
    addAcross(columnOf.get(`group ${group}`)!, partsOf('conversation', talksOf(group), shownTalks))
  const positions = [...figures.code.position.columns.keys()]
  addAcross(all, partsOf('position', positions, new Set(positions)))

  const cells: ProtectedCell[] = []
  for (let row = 0; row < rows; row++)
    for (const { of, hidden } of columns) {
      const { count, people } = of(row)
      cells.push({ value: count, people, hidden })
    }
  const cellAt = (row: number, place: number) => row * columns.length + place
  const sums: Sum[] = []
  for (let row = 0; row < rows; row++)
    for (const { total, parts } of across)
      sums.push({ total: cellAt(row, total), parts: parts.map(part => cellAt(row, part)) })
  for (const place of columns.keys()) {
    for (const theme of themes.keys())
      sums.push({
        total: cellAt(codes.length + theme, place),
        parts: codes.flatMap((code, row) => (code.theme === theme ? [cellAt(row, place)] : [])),
      })
    sums.push({
      total: cellAt(rows - 1, place),
      parts: [...themes.keys()].map(theme => cellAt(codes.length + theme, place)),
    })
  }
  const withheld = protectCells(cells, sums, k)

  const keyOf = (by: Division, place: number | null) => (place === null ? 'all' : `${by} ${place}`)
  return {
    cell: (level, by, row, place) => {
      const found = columnOf.get(keyOf(by, place))
      if (found === undefined) return false
      const line = row === null ? rows - 1 : level === 'code' ? row : codes.length + row
      return !withheld.has(cellAt(line, found))
    },
    column: (by, place) => columnOf.has(keyOf(by, place)),
  }
}

/**
 * Of columns that add up to one: those that may be shown. Not those with fewer than `k` people; and what all that are not
 * shown have together, which is the difference, must have as many as well.
 */
const showable = (columns: readonly { people: readonly number[] }[], k: number): Set<number> => {
  const bySize = [...columns.keys()].sort(
    (x, y) => columns[x]!.people.length - columns[y]!.people.length || x - y,
  )
  const shown = new Set(bySize.filter(place => columns[place]!.people.length >= k))
  const isEnough = () => {
    const rest = bySize.filter(place => !shown.has(place)).flatMap(place => columns[place]!.people)
    return rest.length === 0 ? shown.size === columns.length : new Set(rest).size >= k
  }
  for (const place of bySize) {
    if (isEnough()) break
    shown.delete(place)
  }
  return shown
}

const together = (cells: readonly SpreadCell[]): SpreadCell => ({
  count: cells.reduce((sum, { count }) => sum + count, 0),
  characters: cells.reduce((sum, { characters }) => sum + characters, 0),
  people: [...new Set(cells.flatMap(({ people }) => people))],
})

/** Which pairs of a table of co-occurrences may leave: keys `a b`, a row of its own as `a a`. */
export const leavingPairs = (
  facts: Facts,
  level: Level,
  near: Nearness,
  found: CoOccurrence,
  k: number,
): Set<string> => {
  const may = new Set<string>()
  for (const { a, b, people } of found.pairs) if (people.length >= k) may.add(`${a} ${b}`)
  for (const [row, people] of found.people.entries()) if (people.length >= k) may.add(`${row} ${row}`)
  if (level === 'code') return may
  // What two themes have together less what their codes have: it must be no small cell either.
  const rest = new Map<string, { cells: number; people: Set<number> }>()
  for (const { a, b, people } of coOccurrence(facts, 'code', near).pairs) {
    if (people.length >= k) continue
    const [x, y] = [facts.list.codes[a]!.theme, facts.list.codes[b]!.theme].sort((p, q) => p - q)
    const key = `${x} ${y}`
    const known = rest.get(key) ?? { cells: 0, people: new Set<number>() }
    known.cells++
    for (const person of people) known.people.add(person)
    rest.set(key, known)
  }
  for (const [key, { cells, people }] of rest) if (cells < 2 || people.size < k) may.delete(key)
  return may
}
