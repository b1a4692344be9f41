import type { Assignment } from '@polyphony/contract'
import { progress as text } from '../../text/progress.ts'

const DAY_MS = 86_400_000

/** The day it is here, YYYY-MM-DD: as on the calendar on the wall, not in Greenwich. */
export const today = (now = new Date()): string =>
  [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part, at) => String(part).padStart(at === 0 ? 4 : 2, '0'))
    .join('-')

/** Days from one calendar day to another; negative when it lies before. No clock, zone or summer time is in it. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)

export const isOverdue = ({ due, doneAt }: Pick<Assignment, 'due' | 'doneAt'>, day = today()): boolean =>
  due !== null && doneAt === null && due < day

/** Until when, in words; the last day still counts. */
export const dueWords = (due: string | null, day = today()): string => {
  const { dueWords: words } = text
  if (due === null) return words.open
  const days = daysBetween(day, due)
  if (days < 0) return words.overdue(-days)
  if (days === 0) return words.today
  if (days === 1) return words.tomorrow
  return days < 14 ? words.within(days) : words.on(due)
}
