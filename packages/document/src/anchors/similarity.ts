import diff from 'fast-diff'
import { compact } from './quote.ts'

/** Share of characters that two texts have in common, white space aside: 0–1. */
export const similarity = (a: string, b: string): number => {
  const [first, second] = [compact(a), compact(b)]
  let common = 0
  for (const [kind, run] of diff(first, second)) if (kind === diff.EQUAL) common += run.length
  return (2 * common) / Math.max(1, first.length + second.length)
}
