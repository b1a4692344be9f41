import { player } from '../findings/player.ts'

/** On a result: P plays it and stops it again. */
export const playHit = (
  event: React.KeyboardEvent,
  hit: { conversation: string; turn: string; start: number | null; end: number | null } | null,
): void => {
  if (event.key.toLowerCase() !== 'p' || event.ctrlKey || event.metaKey || event.altKey) return
  if (!hit || hit.start === null) return
  event.preventDefault()
  const id = `${hit.conversation}/${hit.turn}`
  if (player.playing() === id) player.stop()
  else player.play([{ id, conversation: hit.conversation, start: hit.start, end: hit.end ?? hit.start + 10 }])
}
