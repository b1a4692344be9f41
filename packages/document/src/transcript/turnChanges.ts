import type { Turn } from './TranscriptIndex.ts'

/** A turn as it stood. */
export interface TurnState {
  /** Null where it is too long to be kept. */
  text: string | null
  /** Speaker id. */
  speaker: string
  /** Records of before there was anything to take back with it have none. */
  firstSourceWord?: number | undefined
}

/** What became of a turn between two moments. */
export interface TurnChange {
  turn: string
  /** Null where the turn came meanwhile: it was split off. */
  before: TurnState | null
  /** Null where it went: it was joined to the one before it. */
  after: TurnState | null
  /** Of a turn that came or went: the turn before it at that moment. */
  behind?: string | null | undefined
}

/** What changed from one order of turns to the next; of a text longer than `textKept` only that it did. */
export const turnChangesBetween = (
  before: readonly Turn[],
  after: readonly Turn[],
  textKept = Number.POSITIVE_INFINITY,
): TurnChange[] => {
  const stateOf = ({ text, speaker, firstSourceWord }: Turn): TurnState => ({
    text: text.length > textKept ? null : text,
    speaker,
    firstSourceWord,
  })
  const changes: TurnChange[] = []
  const then = new Map(before.map(turn => [turn.id, turn]))
  const now = new Set<string>()
  for (const [i, turn] of after.entries()) {
    now.add(turn.id)
    const earlier = then.get(turn.id)
    if (!earlier)
      changes.push({ turn: turn.id, before: null, after: stateOf(turn), behind: after[i - 1]?.id ?? null })
    else if (earlier.text !== turn.text || earlier.speaker !== turn.speaker)
      changes.push({ turn: turn.id, before: stateOf(earlier), after: stateOf(turn) })
  }
  for (const [i, turn] of before.entries())
    if (!now.has(turn.id))
      changes.push({ turn: turn.id, before: stateOf(turn), after: null, behind: before[i - 1]?.id ?? null })
  return changes
}

/** Changes, by turn, followed by others, as one. Turns that went stand in the order in which they did. */
export const followedBy = (
  first: ReadonlyMap<string, TurnChange>,
  second: ReadonlyMap<string, TurnChange>,
): Map<string, TurnChange> => {
  const all = new Map(first)
  for (const [turn, change] of second) {
    const earlier = all.get(turn)
    if (earlier && change.after === null && earlier.after !== null) all.delete(turn)
    const behind = change.behind === undefined ? earlier?.behind : change.behind
    all.set(turn, { ...change, before: earlier ? earlier.before : change.before, behind })
  }
  return all
}

/** Whether a turn came and went again: nothing is left of it in the end. */
const isPassing = ({ before, after }: TurnChange): boolean => before === null && after === null

/**
 * What of the changes is left in the end: what was taken back meanwhile is none. What was joined to a turn that came and
 * went again stood behind what that one stood behind when it went, and went with it.
 */
export const netChanges = (changes: ReadonlyMap<string, TurnChange>): TurnChange[] => {
  const all = [...changes.values()]
  const passing = (turn: string | null | undefined): TurnChange | undefined => {
    const change = turn == null ? undefined : changes.get(turn)
    return change && isPassing(change) ? change : undefined
  }
  const standsBehind = (turn: string | null | undefined): string | null | undefined => {
    const change = passing(turn)
    return change ? standsBehind(change.behind) : turn
  }
  const order = new Map(all.map(({ turn }, i) => [turn, i]))
  /** When it went: when the turn that took it along did, and before that, in the order in which they joined it. */
  const wentAt = (change: TurnChange): number[] => {
    const along = change.after === null ? passing(change.behind) : undefined
    return [...(along ? wentAt(along) : []), order.get(change.turn)!]
  }
  return all
    .filter(({ before, after }) => differ(before, after))
    .map(change => ({ change, at: wentAt(change) }))
    .sort((a, b) => compareTimes(a.at, b.at))
    .map(({ change }) => ({ ...change, behind: standsBehind(change.behind) }))
}

const compareTimes = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((time, i) => time !== b[i])
  return at < 0 ? a.length - b.length : a[at]! - (b[at] ?? -1)
}

const differ = (a: TurnState | null, b: TurnState | null): boolean =>
  a === null || b === null ? a !== b : a.text !== b.text || a.speaker !== b.speaker || a.text === null
