import { locale } from './locale.ts'

const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
const number = new Intl.NumberFormat(locale)
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
// A day has no time zone: it is read and shown in UTC, so that nobody sees the day before.
const plainDay = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
const dayAndTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })

/** 1,234 */
export const formatNumber = (value: number): string => number.format(value)

/** `one` or `many` with the number in front, e.g. "1 turn", "12 turns". */
export const formatCount = (value: number, one: string, many: string): string =>
  `${number.format(value)} ${value === 1 ? one : many}`

/** A day written YYYY-MM-DD, or an instant, as a day. */
export const formatDay = (value: string): string =>
  /^\d{4}-\d\d-\d\d$/.test(value)
    ? plainDay.format(new Date(`${value}T00:00:00Z`))
    : day.format(new Date(value))

export const formatInstant = (value: string): string => dayAndTime.format(new Date(value))

/**
 * A share of 0 to 1 in whole per cent. All is said only of all, and nothing only of nothing.
 */
export const formatShare = (share: number): string => {
  const whole = share >= 1 ? 100 : Math.min(99, Math.max(share > 0 ? 1 : 0, Math.floor(share * 100)))
  return percent.format(whole / 100)
}

const pad = (value: number): string => String(value).padStart(2, '0')

/** Seconds as m:ss, or h:mm:ss from an hour on. */
export const formatTime = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds))
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60]
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(rest)}` : `${minutes}:${pad(rest)}`
}

/** Bytes in the largest unit that leaves at least one, e.g. "57.6 MB". */
export const formatBytes = (bytes: number): string => {
  const units = ['B', 'KB', 'MB', 'GB'] as const
  const step = bytes < 1024 ? 0 : Math.min(3, Math.floor(Math.log(bytes) / Math.log(1024)))
  const value = bytes / 1024 ** step
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: step > 0 && value < 100 ? 1 : 0 }).format(value)} ${units[step]}`
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

/** How long ago an instant was, e.g. "3 hours ago", seen from `now`. */
export const formatAgo = (instant: string, now = Date.now()): string => {
  const seconds = (new Date(instant).getTime() - now) / 1000
  for (const [unit, size] of STEPS)
    if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit)
  return relative.format(0, 'minute')
}

const list = new Intl.ListFormat(locale, { style: 'long', type: 'conjunction' })

/** "Ana, Ben and Cleo" */
export const formatList = (items: readonly string[]): string => list.format(items)
