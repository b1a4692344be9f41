import type { Desk } from '../desk/desk.ts'

/** So many seconds into a turn, “previous” means its beginning. */
const INTO = 2

/** When the next turn begins, or this one or the one before it; null where no time is known. Seconds. */
export const turnBeside = (
  { index, facts }: Pick<Desk, 'index' | 'facts'>,
  now: number,
  direction: 1 | -1,
): number | null => {
  const { timing } = facts.get()
  const point = timing?.pointAt(now * 1000)
  const starts = index.order.flatMap(({ id, text }) => {
    const at = text === '' ? null : timing?.timeAt({ turn: id, offset: 0 })
    return at === null || at === undefined ? [] : { id, at: at / 1000 }
  })
  const here = starts.findIndex(({ id }) => id === point?.turn)
  if (direction > 0) return starts.slice(here + 1).find(({ at }) => at > now)?.at ?? null
  const current = starts[here]
  if (!current) return starts[0]?.at ?? null
  return (now - current.at > INTO ? current : (starts[here - 1] ?? current)).at
}
