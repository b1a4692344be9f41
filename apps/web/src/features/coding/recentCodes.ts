import { z } from 'zod'

/** So many codes have a number key. */
const MOST = 9

/** The codes on the number keys 1–9, and all of them again by when they were used, the last first. */
const Kept = z.object({ numbered: z.array(z.string()), used: z.array(z.string()) })
export type RecentCodes = z.infer<typeof Kept>

const storageKey = (workspace: string): string => `polyphony-number-keys:${workspace}`

/**
 * The recent codes after one was applied. A code keeps its number for as long as it is among the recent ones, so that
 * the hand can learn it; a new one takes the place of the one that has not been used for longest.
 */
export const withCode = ({ numbered, used }: RecentCodes, code: string): RecentCodes => {
  const others = used.filter(other => other !== code)
  if (numbered.includes(code)) return { numbered, used: [code, ...others] }
  if (numbered.length < MOST) return { numbered: [...numbered, code], used: [code, ...others] }
  const oldest = others.at(-1)
  return {
    numbered: numbered.map(other => (other === oldest ? code : other)),
    used: [code, ...others.filter(other => other !== oldest)],
  }
}

/** The recent codes of this person in a workspace, as kept in this browser. */
export const readRecentCodes = (workspace: string): RecentCodes => {
  try {
    const { numbered, used } = Kept.parse(JSON.parse(localStorage.getItem(storageKey(workspace)) ?? ''))
    const codes = numbered.slice(0, MOST)
    return { numbered: codes, used: used.filter(code => codes.includes(code)) }
  } catch {
    return { numbered: [], used: [] }
  }
}

/** Keeps a code that was just applied among the recent ones. */
export const rememberCode = (workspace: string, code: string): RecentCodes => {
  const recent = withCode(readRecentCodes(workspace), code)
  try {
    localStorage.setItem(storageKey(workspace), JSON.stringify(recent))
  } catch (error) {
    // Storage may be full or forbidden: the list is a convenience.
    console.warn('The recent codes were not kept.', error)
  }
  return recent
}
