import type { CodingRecord } from '@polyphony/contract'

interface Span {
  key: string
  from: number
  to: number
}

/** The part that two highlights must share of the shorter one to be of the same words. */
const SHARE = 0.5

const length = ({ from, to }: { from: number; to: number }): number => Math.max(to - from, Number.EPSILON)

/** Of the words of a highlight the first stretch in one turn, which tells passages of a conversation apart. */
const spanOf = ({ passages }: CodingRecord) => passages[0]

/**
 * Excerpts by the code applied to them, codes as recorded. People mark the same words each in a highlight of their own,
 * rarely from the very same letter on: highlights that share half of the shorter one are one excerpt.
 */
export const excerptsByCode = (codings: readonly CodingRecord[]): Map<string, Set<string>> => {
  const byTurn = new Map<string, CodingRecord[]>()
  for (const coding of codings) {
    const span = spanOf(coding)
    if (!span) continue
    const turn = `${coding.conversation} ${span.turn}`
    const known = byTurn.get(turn)
    if (known) known.push(coding)
    else byTurn.set(turn, [coding])
  }
  const result = new Map<string, Set<string>>()
  for (const [turn, some] of byTurn) {
    // The first of an excerpt stands for it: a chain of highlights, each a little further on, is not one.
    const excerpts: Span[] = []
    const sorted = some.toSorted((a, b) => spanOf(a)!.from - spanOf(b)!.from || spanOf(b)!.to - spanOf(a)!.to)
    for (const coding of sorted) {
      const { from, to } = spanOf(coding)!
      let excerpt = excerpts.findLast(
        one =>
          Math.min(one.to, to) - Math.max(one.from, from) >=
          SHARE * Math.min(length(one), length({ from, to })),
      )
      if (!excerpt) {
        excerpt = { key: `${turn} ${from}`, from, to }
        excerpts.push(excerpt)
      }
      for (const code of coding.codes) {
        const set = result.get(code)
        if (set) set.add(excerpt.key)
        else result.set(code, new Set([excerpt.key]))
      }
    }
  }
  return result
}
