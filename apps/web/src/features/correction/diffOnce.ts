/** One replacement that turns a text into another. */
export interface Replacement {
  at: number
  remove: number
  insert: string
}

/**
 * The one replacement between what stood in a field and what stands there now. Where letters repeat, several would do:
 * `caret`, the place after typing, tells which one the person made.
 */
export const diffOnce = (before: string, after: string, caret: number): Replacement => {
  let tail = 0
  const mayTail = Math.min(after.length - caret, before.length)
  while (tail < mayTail && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  let head = 0
  const mayHead = Math.min(before.length, after.length) - tail
  while (head < mayHead && before[head] === after[head]) head++
  const rest = Math.min(before.length, after.length) - head
  while (tail < rest && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  return { at: head, remove: before.length - tail - head, insert: after.slice(head, after.length - tail) }
}
