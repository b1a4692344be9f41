/** What of a turn decides whether somebody has looked at it. */
export interface HeardTurn {
  /** Whether it has words. */
  words: boolean
  /** Facilitators guide the conversation; what they say is seldom coded. */
  facilitator: boolean
  /** A coding lies in it, be it over one word. */
  coded: boolean
}

/**
 * Stretches that nobody has coded, as places of their first and last turn: the longest runs of turns without a coding.
 * A facilitator's turn, or one without words, lies within a run but neither begins nor ends one, so that each run begins
 * and ends with a participant's words; if it is coded, it ends the run like any other.
 */
export const quietStretches = (turns: readonly HeardTurn[]): { from: number; to: number }[] => {
  const found: { from: number; to: number }[] = []
  let open: { from: number; to: number } | null = null
  turns.forEach(({ words, facilitator, coded }, at) => {
    if (coded) open = null
    else if (words && !facilitator) {
      if (!open) {
        open = { from: at, to: at }
        found.push(open)
      }
      open.to = at
    }
  })
  return found
}
