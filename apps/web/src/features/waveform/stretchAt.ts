import type { Stretch } from '@polyphony/contract'

/** The stretch a moment lies in, of stretches in order that do not overlap; null when it lies in none. */
export const stretchAt = (stretches: readonly Stretch[], seconds: number): Stretch | null => {
  let low = 0
  let high = stretches.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (stretches[middle]![0] <= seconds) low = middle + 1
    else high = middle
  }
  const found = stretches[low - 1]
  return found && seconds < found[1] ? found : null
}
