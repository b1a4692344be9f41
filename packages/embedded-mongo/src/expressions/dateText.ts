import { fail } from '../errors.ts'

/** Parses ISO 8601 text as MongoDB does; text without an offset is UTC. */
export function parseDateText(text: string): Date {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[-+]\d{2}:?\d{2})?)?$/.exec(text)
  const [, year, month, day, time = '00:00', zone = 'Z'] = match ?? []
  const offset = zone === 'Z' ? 'Z' : zone.replace(/^(...):?/, '$1:')
  const date = match ? new Date(`${year}-${month}-${day}T${time}${offset}`) : undefined
  if (!date || Number.isNaN(date.getTime())) {
    fail(
      'ConversionFailure',
      `Error parsing date string '${text}'; use an ISO 8601 date such as 2026-01-31T12:00:00Z`,
    )
  }
  return date
}
