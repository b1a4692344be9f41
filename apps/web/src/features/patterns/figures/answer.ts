import { clusterOrder } from './clusterOrder.ts'
import { coOccurrence, inTextOrder, marksTogether, type Nearness } from './coOccurrence.ts'
import type { Facts, Level, Mark } from './facts.ts'
import { type Leaving, leaving, leavingPairs } from './leaving.ts'
import { type Saturation, saturation } from './saturation.ts'
import { type Column, type Division, marksSpread, type SpreadCell, spread } from './spread.ts'
import { marksIn, type Stretch, stretches } from './stretches.ts'

/**
 * What is told apart: ideas, or sections of the conversation guide. Each is counted as if there were nothing else, and
 * protected with its own sums: a coding is of one or the other, so neither follows from what is shown of the other.
 */
export type About = 'ideas' | 'guide'

/** What the interface asks for. `least`: on how many people a cell must rest to leave. */
export type Question =
  | { kind: 'together'; level: Level; near: Nearness; least: number }
  | { kind: 'spread'; about: About; level: Level; by: Division; least: number }
  | { kind: 'saturation'; order: 'analysed' | 'held' }
  | { kind: 'stretches'; level: Level; talk?: string; row?: string }
  | { kind: 'behind'; of: Behind }

/** The cell whose highlights are asked for. Rows are ids of codes or themes. */
export type Behind =
  | { in: 'together'; level: Level; near: Nearness; a: string; b: string }
  | { in: 'spread'; about: About; level: Level; by: Division; row: string; column: number | null }
  | { in: 'talk'; level: Level; row: string; talk: string }
  /** What the new codes of a conversation are on, there. */
  | { in: 'fresh'; order: 'analysed' | 'held'; talk: string }

/** Figures name rows by their number; the numbers hold for the source they were computed from. */
interface Rows {
  rows: { id: string; name: string; colour: string; theme: string; codings: number }[]
}

export interface TogetherAnswer extends Rows {
  passages: number[]
  /** For rows a < b at a × rows + b: the number of their pair, from 1; 0 where they are never together. */
  pairOf: Int32Array
  /** Three for each pair: count, c-coefficient, Jaccard index. Arrays of numbers reach the page without being parsed. */
  figures: Float64Array
  /** Of pairs and of rows: 1 where they may leave. */
  may: Uint8Array
  mayRow: Uint8Array
  /** Rows in the order of their likeness. */
  cluster: number[]
}

export interface SpreadAnswer extends Rows {
  columns: (Omit<Column, 'people'> & { people: number; may: boolean })[]
  cells: Figure[][]
  sums: Figure[]
  totals: Figure[]
  all: Figure
}

/** A cell without the people it rests on: how many, and whether it may leave. */
export interface Figure extends Omit<SpreadCell, 'people'> {
  people: number
  may: boolean
}

export interface SaturationAnswer extends Saturation {
  talks: { id: string; title: string }[]
  codes: string[]
}

export interface StretchesAnswer extends Rows {
  talks: { id: string; title: string; duration: number | null }[]
  stretches: Stretch[]
}

export interface Answers {
  together: TogetherAnswer
  spread: SpreadAnswer
  saturation: SaturationAnswer
  stretches: StretchesAnswer
  /** Keys of highlights, in the order of the text. */
  behind: string[]
}
export type AnswerTo<Q extends Question> = Answers[Q['kind']]

const rowsAt = (facts: Facts, level: Level): Rows['rows'] => {
  const { codes, themes } = facts.list
  const used = codes.map(() => 0)
  for (const mark of facts.marks) for (const { code } of mark.codes) used[code]!++
  if (level === 'code')
    return codes.map(({ theme, ...code }, i) => ({ ...code, theme: themes[theme]!.id, codings: used[i]! }))
  return themes.map((theme, number) => ({
    ...theme,
    theme: theme.id,
    codings: codes.reduce((sum, code, i) => (code.theme === number ? sum + used[i]! : sum), 0),
  }))
}

const rowNumber = (facts: Facts, level: Level, id: string): number =>
  (level === 'code' ? facts.list.codes : facts.list.themes).findIndex(row => row.id === id)

/** Which of the two a question is about. */
export const aboutOf = (question: Question): About => {
  const asked = question.kind === 'behind' ? question.of : question
  return 'about' in asked ? asked.about : 'ideas'
}

const whatLeaves = new WeakMap<Facts, { least: number; leaving: Leaving }>()
/** Decided once for all tables of the same facts. */
const leavingOf = (facts: Facts, least: number): Leaving => {
  let known = whatLeaves.get(facts)
  if (known?.least !== least) {
    known = { least, leaving: leaving(facts, least) }
    whatLeaves.set(facts, known)
  }
  return known.leaving
}

/** Computes what is asked for. May take seconds: it runs in a worker. Pure. */
export const answer = <Q extends Question>(facts: Facts, question: Q): AnswerTo<Q> =>
  // A switch over the kind cannot narrow the return type.
  answerAny(facts, question) as AnswerTo<Q>

const answerAny = (facts: Facts, question: Question): Answers[keyof Answers] => {
  switch (question.kind) {
    case 'together':
      return togetherAnswer(facts, question)
    case 'spread':
      return spreadAnswer(facts, question)
    case 'saturation':
      return {
        ...saturation(facts, question.order),
        talks: facts.talks.map(({ id, title }) => ({ id, title })),
        codes: facts.list.codes.map(({ name }) => name),
      }
    case 'stretches': {
      const { level, talk, row } = question
      return {
        rows: rowsAt(facts, level),
        talks: facts.talks.map(({ id, title, duration }) => ({ id, title, duration })),
        stretches: stretches(facts, level, {
          talk: talk === undefined ? undefined : facts.talks.findIndex(one => one.id === talk),
          row: row === undefined ? undefined : rowNumber(facts, level, row),
        }),
      }
    }
    case 'behind':
      return marksBehind(facts, question.of).map(({ key }) => key)
  }
}

const marksBehind = (facts: Facts, of: Behind): Mark[] => {
  if (of.in === 'fresh') {
    const talk = facts.talks.findIndex(({ id }) => id === of.talk)
    const fresh = new Set(saturation(facts, of.order).steps.find(step => step.talk === talk)?.fresh)
    return inTextOrder(
      facts.marks.filter(mark => mark.talk === talk && mark.codes.some(({ code }) => fresh.has(code))),
    )
  }
  const row = (id: string) => rowNumber(facts, of.level, id)
  if (of.in === 'together') return marksTogether(facts, of.level, of.near, row(of.a), row(of.b))
  if (of.in === 'spread') return marksSpread(facts, of.level, of.by, row(of.row), of.column)
  return marksIn(
    facts,
    of.level,
    row(of.row),
    facts.talks.findIndex(({ id }) => id === of.talk),
  )
}

const togetherAnswer = (
  facts: Facts,
  { level, near, least }: Extract<Question, { kind: 'together' }>,
): TogetherAnswer => {
  const found = coOccurrence(facts, level, near)
  const rows = rowsAt(facts, level)
  const size = rows.length
  const leaves = leavingPairs(facts, level, near, found, least)
  const pairOf = new Int32Array(size * size)
  for (const [i, { a, b }] of found.pairs.entries()) pairOf[a * size + b] = i + 1
  const likeness = (a: number, b: number) =>
    found.pairs[pairOf[Math.min(a, b) * size + Math.max(a, b)]! - 1]?.jaccard ?? 0
  return {
    rows,
    passages: found.passages,
    pairOf,
    figures: Float64Array.from(found.pairs.flatMap(({ count, c, jaccard }) => [count, c, jaccard])),
    may: Uint8Array.from(found.pairs, ({ a, b }) => (leaves.has(`${a} ${b}`) ? 1 : 0)),
    mayRow: Uint8Array.from(rows, (_, i) => (leaves.has(`${i} ${i}`) ? 1 : 0)),
    cluster: clusterOrder(size, likeness),
  }
}

const spreadAnswer = (
  facts: Facts,
  { level, by, least }: Extract<Question, { kind: 'spread' }>,
): SpreadAnswer => {
  const found = spread(facts, level, by)
  const may = leavingOf(facts, least)
  const figure = ({ people, ...cell }: SpreadCell, row: number | null, column: number | null): Figure => ({
    ...cell,
    people: people.length,
    may: may.cell(level, by, row, column),
  })
  return {
    rows: rowsAt(facts, level),
    columns: found.columns.map(({ people, ...column }, number) => ({
      ...column,
      people: people.length,
      may: may.column(by, number),
    })),
    cells: found.cells.map((row, i) => row.map((cell, j) => figure(cell, i, j))),
    sums: found.sums.map((sum, i) => figure(sum, i, null)),
    totals: found.totals.map((total, j) => figure(total, null, j)),
    all: figure(found.all, null, null),
  }
}
