import { inTextOrder } from './coOccurrence.ts'
import { type Facts, type Level, type Mark, rowsOf } from './facts.ts'

/** Where a highlight stands in its conversation. */
export interface Stretch {
  key: string
  talk: number
  row: number
  /** 0–1, of the characters. */
  from: number
  to: number
  /** Seconds. */
  start: number | null
  end: number | null
}

/** Where rows stand in conversations, for pictures of single passages. */
export const stretches = (facts: Facts, level: Level, of: { talk?: number; row?: number }): Stretch[] =>
  facts.marks.flatMap(mark => {
    if (of.talk !== undefined && mark.talk !== of.talk) return []
    const length = Math.max(1, facts.talks[mark.talk]!.turnAt.at(-1)!)
    return rowsOf(facts, mark, level).flatMap(row =>
      of.row !== undefined && row !== of.row
        ? []
        : [
            {
              key: mark.key,
              talk: mark.talk,
              row,
              from: mark.from / length,
              to: mark.to / length,
              start: mark.start,
              end: mark.end,
            },
          ],
    )
  })

/** The highlights of a row in one conversation. */
export const marksIn = (facts: Facts, level: Level, row: number, talk: number): Mark[] =>
  inTextOrder(facts.marks.filter(mark => mark.talk === talk && rowsOf(facts, mark, level).includes(row)))
