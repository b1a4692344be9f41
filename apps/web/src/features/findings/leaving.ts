import type { Conversation, Excerpt } from '@polyphony/contract'

/** Why an excerpt stays inside. */
export type Stays = 'pending' | 'declined' | 'expired' | 'ceiling' | 'gone'

/**
 * Why an excerpt would stay inside if its finding were exported now; null when it leaves. The exporter decides; this
 * says beforehand what it will decide. `conversation` is undefined for one in the bin.
 */
export const whyItStays = (
  { decision }: Excerpt,
  conversation: Pick<Conversation, 'ceiling'> | undefined,
  now = Date.now(),
): Stays | null => {
  if (decision.state === 'declined') return 'declined'
  if (decision.expiresAt !== null && new Date(decision.expiresAt).getTime() <= now) return 'expired'
  if (decision.state === 'pending') return 'pending'
  if (!conversation) return 'gone'
  return conversation.ceiling === 'team' ? 'ceiling' : null
}

/** What one would call an excerpt: its first words. */
export const firstWords = (text: string, limit = 48): string =>
  text.length <= limit ? text : `${text.slice(0, text.lastIndexOf(' ', limit) + 1 || limit).trimEnd()}…`

/** An order with one item put before another's place. */
export const moved = <T>(items: readonly T[], from: number, to: number): T[] => {
  const rest = items.toSpliced(from, 1)
  return rest.toSpliced(Math.max(0, Math.min(to, rest.length)), 0, items[from]!)
}
