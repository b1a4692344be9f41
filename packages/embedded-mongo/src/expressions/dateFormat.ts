import { fail } from '../errors.ts'
import { DAY, isoWeek } from './calendar.ts'

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

const padded = (value: number, length = 2) => String(value).padStart(length, '0')

/** `+hhmm` of an offset in milliseconds. */
function offsetText(offset: number): string {
  const minutes = Math.abs(offset) / 60_000
  return `${offset < 0 ? '-' : '+'}${padded(Math.floor(minutes / 60))}${padded(minutes % 60)}`
}

/**
 * Formats a date with MongoDB's `%` specifiers.
 * @param local the date shifted so that its UTC fields are those of the wanted time zone
 * @param offset that shift in milliseconds
 */
export function formatDate(local: Date, format: string, offset: number): string {
  const year = local.getUTCFullYear()
  const dayOfYear = Math.floor((local.getTime() - Date.UTC(year, 0, 1)) / DAY)
  return format.replace(/%(.?)/g, (_, specifier: string) => {
    switch (specifier) {
      case 'Y':
        return padded(year, 4)
      case 'm':
        return padded(local.getUTCMonth() + 1)
      case 'd':
        return padded(local.getUTCDate())
      case 'H':
        return padded(local.getUTCHours())
      case 'M':
        return padded(local.getUTCMinutes())
      case 'S':
        return padded(local.getUTCSeconds())
      case 'L':
        return padded(local.getUTCMilliseconds(), 3)
      case 'j':
        return padded(dayOfYear + 1, 3)
      case 'w':
        return String(local.getUTCDay() + 1)
      case 'u':
        return String(local.getUTCDay() || 7)
      case 'U':
        return padded(Math.floor((dayOfYear + 7 - local.getUTCDay()) / 7))
      case 'V':
        return padded(isoWeek(local).week)
      case 'G':
        return padded(isoWeek(local).year, 4)
      case 'B':
        return MONTHS[local.getUTCMonth()]!
      case 'b':
        return MONTHS[local.getUTCMonth()]!.slice(0, 3)
      case 'z':
        return offsetText(offset)
      case 'Z':
        return String(offset / 60_000)
      case '%':
        return '%'
      default:
        return fail(18536, `Invalid format character '%${specifier}' in format string`)
    }
  })
}
