import { fail } from '../errors.ts'
import type { Value } from '../values/types.ts'

/*
 * Calendar arithmetic on local clock readings: milliseconds whose UTC fields are those of the wanted time zone.
 */

export const DAY = 86_400_000
/** Units of a fixed length, in milliseconds. */
const LENGTHS = {
  week: 7 * DAY,
  day: DAY,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
} as const
const MONTHS_PER = { year: 12, quarter: 3, month: 1 } as const

export type Unit = keyof typeof LENGTHS | keyof typeof MONTHS_PER

export function unitOf(value: Value): Unit | undefined {
  return typeof value === 'string' && (Object.hasOwn(LENGTHS, value) || Object.hasOwn(MONTHS_PER, value))
    ? (value as Unit)
    : undefined
}

function isMonthly(unit: Unit): unit is keyof typeof MONTHS_PER {
  return unit in MONTHS_PER
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** The day a week starts on, from its English name or three letters; Sunday when not given. */
export function weekday(value: Value): number {
  if (value === undefined || value === null) return 0
  const name = String(value).toLowerCase()
  const day = WEEKDAYS.findIndex(full => full === name || full.slice(0, 3) === name)
  return day >= 0
    ? day
    : fail(5439015, `startOfWeek value '${String(value)}' cannot be recognized as a day of a week`)
}

export function isoWeek(date: Date): { year: number; week: number } {
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY)
  const year = thursday.getUTCFullYear()
  return { year, week: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / DAY / 7) + 1 }
}

const monthIndex = (date: Date) => date.getUTCFullYear() * 12 + date.getUTCMonth()

/** Moves a local time; the day is cut to the length of the month it falls into. */
export function addUnits(local: number, unit: Unit, count: number): number {
  if (!isMonthly(unit)) return local + count * LENGTHS[unit]
  const date = new Date(local)
  const month = monthIndex(date) + count * MONTHS_PER[unit]
  const lastDay = new Date(Date.UTC(Math.floor(month / 12), (((month % 12) + 12) % 12) + 1, 0)).getUTCDate()
  const day = Math.min(date.getUTCDate(), lastDay)
  return Date.UTC(Math.floor(month / 12), ((month % 12) + 12) % 12, day) + (((local % DAY) + DAY) % DAY)
}

/** How many boundaries of the unit lie between two local times. */
export function differenceIn(start: number, end: number, unit: Unit, startOfWeek: number): number {
  if (isMonthly(unit)) {
    const size = MONTHS_PER[unit]
    return Math.floor(monthIndex(new Date(end)) / size) - Math.floor(monthIndex(new Date(start)) / size)
  }
  const origin = unit === 'week' ? firstWeek(startOfWeek) : 0
  return Math.floor((end - origin) / LENGTHS[unit]) - Math.floor((start - origin) / LENGTHS[unit])
}

/** The start of the bin a local time falls into; bins count from the year 2000. */
export function truncateTo(local: number, unit: Unit, size: number, startOfWeek: number): number {
  if (isMonthly(unit)) {
    const months = size * MONTHS_PER[unit]
    const bin = 24000 + Math.floor((monthIndex(new Date(local)) - 24000) / months) * months
    return Date.UTC(Math.floor(bin / 12), bin % 12, 1)
  }
  const length = size * LENGTHS[unit]
  const origin = unit === 'week' ? firstWeek(startOfWeek) : Date.UTC(2000, 0, 1)
  return origin + Math.floor((local - origin) / length) * length
}

/** The first such weekday of the year 2000, whose first day was a Saturday. */
function firstWeek(startOfWeek: number): number {
  return Date.UTC(2000, 0, 1) + ((startOfWeek - 6 + 7) % 7) * DAY
}
