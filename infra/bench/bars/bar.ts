import type { Figure } from '../figure.ts'

export interface BarOptions {
  rounds: number
  /** Called with each figure as soon as it is known. */
  print: (figure: Figure) => void
  /** Says what is being done, where people see it (not where figures go). */
  say: (line: string) => void
}

/** One bar: takes its measurements and prints its figures. */
export type Bar = (options: BarOptions) => Promise<void>
