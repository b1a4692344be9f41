import type { TextSpan, TranscriptIndex } from '@polyphony/document'

/** Whether a passage reaches over one of these turns (ids). */
export const touchesSpan = (
  index: Pick<TranscriptIndex, 'position'>,
  { start, end }: TextSpan,
  turns: Iterable<string>,
): boolean => {
  const from = index.position(start.turn)
  const to = index.position(end.turn)
  for (const turn of turns) {
    const at = index.position(turn)
    if (at >= from && at <= to) return true
  }
  return false
}
