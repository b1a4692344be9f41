/** A generator of numbers below a bound, from a seed, so that a failure can be repeated (mulberry32). */
export const seeded = (seed: number) => {
  let state = seed
  const unit = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return (below: number): number => Math.floor(unit() * below)
}
