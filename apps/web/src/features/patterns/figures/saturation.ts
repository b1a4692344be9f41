import type { Facts } from './facts.ts'

export interface SaturationStep {
  talk: number
  /** When its first coding was made. */
  at: string
  /** Codes that no conversation before had. */
  fresh: number[]
  /** Codes met so far, this one included. */
  known: number
  codings: number
}

export interface Saturation {
  steps: SaturationStep[]
  /** Conversations without a coding. */
  waiting: number
  /**
   * New information in the last `RUN` conversations as a share of what the first `BASE` had (Guest, Namey and Chen 2020,
   * doi:10.1371/journal.pone.0232076); null while there are too few conversations, or the first had no codes.
   */
  share: number | null
}

export const BASE = 4
export const RUN = 2

/** Which codes were new in each conversation, in the order in which they were begun or held. Pure. */
export const saturation = (facts: Facts, order: 'analysed' | 'held'): Saturation => {
  const met = new Map<number, { at: string; codings: number; codes: Set<number> }>()
  for (const { talk, codes } of facts.marks) {
    const known = met.get(talk) ?? { at: codes[0]!.at, codings: 0, codes: new Set<number>() }
    for (const { code, at } of codes) {
      known.codes.add(code)
      known.codings++
      if (at < known.at) known.at = at
    }
    met.set(talk, known)
  }
  const key = (talk: number, at: string) =>
    order === 'held' ? `${facts.talks[talk]!.heldOn ?? '9999'} ${at}` : at
  const sorted = [...met].sort(([x, one], [y, other]) => (key(x, one.at) < key(y, other.at) ? -1 : 1))
  const known = new Set<number>()
  const steps = sorted.map(([talk, { at, codings, codes }]): SaturationStep => {
    const fresh = [...codes].filter(code => !known.has(code)).sort((x, y) => x - y)
    for (const code of fresh) known.add(code)
    return { talk, at, fresh, known: known.size, codings }
  })
  const base = steps[BASE - 1]?.known ?? 0
  const share =
    steps.length >= BASE + RUN && base > 0
      ? steps.slice(-RUN).reduce((sum, { fresh }) => sum + fresh.length, 0) / base
      : null
  return { steps, waiting: facts.talks.length - met.size, share }
}
