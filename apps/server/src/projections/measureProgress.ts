import type { Progress } from '@polyphony/contract'
import type { Mark } from './readMarks.ts'

interface Counted {
  highlighted: Set<string>
  coded: Set<string>
  myHighlighted: Set<string>
  myCoded: Set<string>
  members: Set<string>
  highlights: number
  codings: number
}

/**
 * How much of each conversation is highlighted and coded, by anybody and by `me`. `turns`: how many each conversation
 * has. Pure.
 */
export const measureProgress = (
  turns: ReadonlyMap<string, number>,
  marks: readonly Mark[],
  me: string,
): Omit<Progress, 'reviewed'>[] => {
  const counts = new Map<string, Counted>()
  for (const conversation of turns.keys())
    counts.set(conversation, {
      highlighted: new Set(),
      coded: new Set(),
      myHighlighted: new Set(),
      myCoded: new Set(),
      members: new Set(),
      highlights: 0,
      codings: 0,
    })
  for (const { conversation, member, turns: touched, codedAt } of marks) {
    const count = counts.get(conversation)
    if (!count) continue
    count.members.add(member)
    count.highlights++
    count.codings += codedAt.length
    for (const turn of touched) {
      count.highlighted.add(turn)
      if (codedAt.length > 0) count.coded.add(turn)
      if (member !== me) continue
      count.myHighlighted.add(turn)
      if (codedAt.length > 0) count.myCoded.add(turn)
    }
  }
  return [...counts].map(([conversation, count]) => {
    // Corrections may have split turns since they were counted.
    const share = (covered: Set<string>) =>
      Math.round(Math.min(1, covered.size / Math.max(1, turns.get(conversation) ?? 0)) * 1000) / 1000
    return {
      conversation,
      highlighted: { all: share(count.highlighted), mine: share(count.myHighlighted) },
      coded: { all: share(count.coded), mine: share(count.myCoded) },
      highlights: count.highlights,
      codings: count.codings,
      members: [...count.members].sort(),
    }
  })
}
