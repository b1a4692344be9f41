import { toCsv } from '../../ui/toCsv.ts'
import type { Behind } from './figures/answer.ts'

/** A cell as it is shown, read out and exported. */
export interface SheetCell {
  /** Null for a cell that is withheld or has nothing to say. */
  value: number | null
  /** The value in words of the interface. */
  text: string
  withheld?: boolean
  /** What is behind it; absent where nothing is. */
  behind?: Behind
  /** Said with it, e.g. both coefficients. */
  more?: string
}

/** A figure as a table: what is read out and exported is what is drawn. */
export interface Sheet {
  /** What rows and columns are, for the corner. */
  corner: string
  rows: { id: string; name: string; colour?: string }[]
  columns: { id: string; name: string; hint?: string }[]
  /** By places of row and column. Made when it is asked for: a table may have a hundred thousand. */
  cell: (row: number, column: number) => SheetCell
}

/** The table as a file; `withheld` stands for what may not leave. */
export const sheetCsv = ({ corner, rows, columns, cell }: Sheet, withheld: string): string =>
  toCsv([
    [corner, ...columns.map(({ name }) => name)],
    ...rows.map(({ name }, i) => [
      name,
      ...columns.map((_, j) => {
        const { value, withheld: isWithheld } = cell(i, j)
        return isWithheld ? withheld : value === null ? '' : round(value)
      }),
    ]),
  ])

/** Whether anything of it is not withheld. */
export const hasShown = ({ rows, columns, cell }: Sheet): boolean =>
  rows.some((_, i) => columns.some((__, j) => !cell(i, j).withheld))

/** Four digits after the point are more than any of these figures means. */
const round = (value: number): number => Math.round(value * 10_000) / 10_000
