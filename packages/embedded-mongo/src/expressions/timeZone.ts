import { fail } from '../errors.ts'
import type { Value } from '../values/types.ts'

const MINUTE = 60_000
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    try {
      format = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      })
    } catch {
      fail(40485, `unrecognized time zone identifier: "${zone}"`)
    }
    formats.set(zone, format)
  }
  return format
}

/** The offset from UTC, in milliseconds, that a zone ("Europe/Berlin", "+02:00", "UTC") has at a moment. */
export function offsetAt(time: number, zone: Value): number {
  if (zone === undefined || zone === null || zone === 'UTC' || zone === 'GMT' || zone === 'Z') return 0
  if (typeof zone !== 'string') fail(40517, 'timezone must evaluate to a string')
  const fixed = /^([-+])(\d{2}):?(\d{2})?$/.exec(zone)
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)) * MINUTE
  const part: Record<string, number> = {}
  for (const { type, value } of formatOf(zone).formatToParts(time)) part[type] = Number(value)
  const local = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!)
  return local - Math.floor(time / 1000) * 1000
}

/** The moment whose local clock in `zone` shows `local` (a UTC reading of that clock). */
export function fromLocal(local: number, zone: Value): Date {
  const guess = local - offsetAt(local, zone)
  return new Date(local - offsetAt(guess, zone))
}
