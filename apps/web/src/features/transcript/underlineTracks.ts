/** More lines under each other would reach the next line of the text. */
export const MAX_TRACKS = 3

/**
 * Gives each stretch that overlaps another a line of its own under the words, so that where each begins and ends is
 * seen; null for one that lies alone, and where no track is free.
 */
export const underlineTracks = (stretches: readonly { from: number; to: number }[]): (number | null)[] => {
  const tracks: (number | null)[] = stretches.map(() => null)
  const order = stretches
    .map((stretch, at) => ({ ...stretch, at }))
    .sort((a, b) => a.from - b.from || b.to - a.to || a.at - b.at)
  const ends: number[] = Array.from({ length: MAX_TRACKS }, () => 0)
  let reach = 0
  for (const [i, { from, to, at }] of order.entries()) {
    const next = order[i + 1]
    const alone = from >= reach && (!next || next.from >= to)
    reach = Math.max(reach, to)
    if (alone) continue
    const track = ends.findIndex(end => end <= from)
    if (track < 0) continue
    ends[track] = to
    tracks[at] = track
  }
  return tracks
}
