/** Up to so many cards are read one after the other; more want an order. */
const FEW = 6

/** Cards that stand together: of one person, or of anybody where there are few. */
export interface CardGroupOf<Card> {
  member: string | null
  annotations: Card[]
}

/**
 * Groups the cards of a passage: one group while they are few; else one for each person, first that of the highlight
 * in focus, then mine, then those who said most. Within a group the cards keep their order.
 */
export const groupCards = <Card extends { key: string; member: string }>(
  annotations: readonly Card[],
  { me, focus }: { me: string; focus: string | null },
): CardGroupOf<Card>[] => {
  if (annotations.length <= FEW)
    return annotations.length > 0 ? [{ member: null, annotations: [...annotations] }] : []
  const groups = new Map<string, Card[]>()
  for (const annotation of annotations) {
    const group = groups.get(annotation.member)
    if (group) group.push(annotation)
    else groups.set(annotation.member, [annotation])
  }
  const focused = annotations.find(({ key }) => key === focus)?.member
  const rank = (member: string): number => (member === focused ? 2 : 0) + (member === me ? 1 : 0)
  return [...groups]
    .sort(([a, cardsOfA], [b, cardsOfB]) => rank(b) - rank(a) || cardsOfB.length - cardsOfA.length)
    .map(([member, cards]) => ({ member, annotations: cards }))
}
