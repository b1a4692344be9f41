import { inTextOrder } from './coOccurrence.ts'
import { type Facts, type Level, type Mark, peopleIn } from './facts.ts'
import { groupedBy } from './groupedBy.ts'

/** By what codes are told apart: where they were said, by whom, or how far into the conversation. */
export type Division = 'group' | 'conversation' | 'speaker' | 'position'

/** Parts of a conversation from its beginning to its end, of equal length in characters. */
export const POSITIONS = 10

export interface Column {
  /** Of the group, the conversation or the speaker; null for conversations of no group; the tenth of a position. */
  id: string | null
  /** Empty where the interface has to find a name: no group, positions. */
  name: string
  /** Participants who speak in it. */
  people: number[]
  /** Characters said in it, by whomever. */
  characters: number
}

export interface SpreadCell {
  /** Highlights that carry the code, once for each code. */
  count: number
  /** Characters that carry it, once however many marked them. */
  characters: number
  /** Participants who speak in these highlights. */
  people: number[]
}

export interface Spread {
  columns: Column[]
  /** By row, then column. Rows are codes or themes; a theme counts all its codes. */
  cells: SpreadCell[][]
  /** By row: all columns together. */
  sums: SpreadCell[]
  /** By column: all codes of the codebook together, chosen or not. */
  totals: SpreadCell[]
  all: SpreadCell
}

interface Piece {
  column: number
  talk: number
  from: number
  to: number
}

/** The columns, and in which of them a mark lies with which characters. */
const divide = (facts: Facts, by: Division): { columns: Column[]; piecesOf: (mark: Mark) => Piece[] } => {
  const { talks, voices } = facts
  const participants = (numbers: Iterable<number>) => [...numbers].filter(n => !voices[n]!.facilitator)
  const lengthOf = (talk: number) => talks[talk]!.turnAt.at(-1)!
  if (by === 'speaker') {
    const columns = voices.map(
      ({ name, facilitator }, number): Column => ({
        id: String(number),
        name,
        people: facilitator ? [] : [number],
        characters: 0,
      }),
    )
    for (const { turnAt, turnVoice } of talks)
      for (const [turn, voice] of turnVoice.entries())
        if (voice >= 0) columns[voice]!.characters += turnAt[turn + 1]! - turnAt[turn]!
    return {
      columns,
      piecesOf: ({ talk, parts }) =>
        parts.flatMap(({ voice, from, to }) => (voice < 0 ? [] : [{ column: voice, talk, from, to }])),
    }
  }
  if (by === 'position') {
    const everybody = participants(new Set(talks.flatMap(({ voices: here }) => [...here])))
    const columns = Array.from(
      { length: POSITIONS },
      (_, i): Column => ({ id: String(i), name: '', people: everybody, characters: 0 }),
    )
    for (const talk of talks.keys())
      for (const column of columns) column.characters += lengthOf(talk) / POSITIONS
    return {
      columns,
      // A highlight counts where it begins, so that the parts add up.
      piecesOf: ({ talk, from, to }) => [{ column: positionOf(from, lengthOf(talk)), talk, from, to }],
    }
  }
  const columns: Column[] = []
  const columnOf = new Map<string | null, number>()
  const ofTalk = talks.map(({ id, title, group }) => {
    const key = by === 'group' ? group : id
    const known = columnOf.get(key)
    if (known !== undefined) return known
    columnOf.set(key, columns.length)
    columns.push({ id: key, name: by === 'group' ? '' : title, people: [], characters: 0 })
    return columns.length - 1
  })
  for (const [number, column] of columns.entries()) {
    const here = [...talks.keys()].filter(talk => ofTalk[talk] === number)
    column.people = participants(new Set(here.flatMap(talk => [...talks[talk]!.voices])))
    column.characters = here.reduce((sum, talk) => sum + lengthOf(talk), 0)
  }
  return { columns, piecesOf: ({ talk, from, to }) => [{ column: ofTalk[talk]!, talk, from, to }] }
}

/** In which tenth of a conversation a character stands, 0 to 9. */
const positionOf = (at: number, length: number): number =>
  Math.min(POSITIONS - 1, Math.floor((at / Math.max(1, length)) * POSITIONS))

/** Gathers what goes into one cell. */
class Gathering {
  #count = 0
  #pieces: Omit<Piece, 'column'>[] = []
  #people = new Set<number>()

  add(pieces: readonly Piece[], people: readonly number[], times = 1): void {
    this.#count += times
    for (const piece of pieces) this.#pieces.push(piece)
    for (const person of people) this.#people.add(person)
  }

  cell(): SpreadCell {
    let characters = 0
    let [talk, end] = [-1, 0]
    for (const piece of this.#pieces.sort((x, y) => x.talk - y.talk || x.from - y.from)) {
      if (piece.talk !== talk) [talk, end] = [piece.talk, 0]
      characters += Math.max(0, piece.to - Math.max(end, piece.from))
      end = Math.max(end, piece.to)
    }
    return { count: this.#count, characters, people: [...this.#people] }
  }
}

/** How codes or themes are spread over groups, conversations, speakers or positions. O(marks × codes on them). Pure. */
export const spread = (facts: Facts, level: Level, by: Division): Spread => {
  const { columns, piecesOf } = divide(facts, by)
  const { codes, themes } = facts.list
  const rows = level === 'code' ? codes.length : themes.length
  const make = (length: number) => Array.from({ length }, () => new Gathering())
  const cells = Array.from({ length: rows }, () => make(columns.length))
  const [sums, totals, all] = [make(rows), make(columns.length), new Gathering()]
  for (const mark of facts.marks) {
    const byColumn = groupedBy(piecesOf(mark), piece => piece.column)
    const people = peopleIn(facts, mark)
    const everywhere = [...byColumn.values()].flat()
    // A theme counts every one of its codes, as the codebook does, so that codes add up to their theme.
    const times = new Map<number, number>()
    for (const { code } of mark.codes) {
      const row = level === 'code' ? code : codes[code]!.theme
      times.set(row, (times.get(row) ?? 0) + 1)
    }
    for (const [row, count] of times) {
      sums[row]!.add(everywhere, people, count)
      for (const [column, pieces] of byColumn)
        cells[row]![column]!.add(
          pieces,
          by === 'speaker' ? people.filter(person => person === column) : people,
          count,
        )
    }
    all.add(everywhere, people, mark.codes.length)
    for (const [column, pieces] of byColumn) totals[column]!.add(pieces, people, mark.codes.length)
  }
  return {
    columns,
    cells: cells.map(row => row.map(cell => cell.cell())),
    sums: sums.map(sum => sum.cell()),
    totals: totals.map(total => total.cell()),
    all: all.cell(),
  }
}

/** The highlights behind a cell; behind a whole row without a column. */
export const marksSpread = (
  facts: Facts,
  level: Level,
  by: Division,
  row: number,
  column: number | null,
): Mark[] => {
  const { piecesOf } = divide(facts, by)
  return inTextOrder(
    facts.marks.filter(
      mark =>
        mark.codes.some(({ code }) => (level === 'code' ? code : facts.list.codes[code]!.theme) === row) &&
        (column === null || piecesOf(mark).some(piece => piece.column === column)),
    ),
  )
}
