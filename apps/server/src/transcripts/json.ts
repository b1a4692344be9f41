/** Lenient reading of foreign JSON: every recogniser names and types its fields in its own way. */

export type JsonObject = Record<string, unknown>

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The objects of a list; none when it is not a list. */
export const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])

/** A finite number, also when it is written as a string; null otherwise. */
export const number = (value: unknown): number | null => {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof read === 'number' && Number.isFinite(read) ? read : null
}

export const string = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** A name for a speaker from a string or a number; null for none. */
export const label = (value: unknown): string | null =>
  typeof value === 'number'
    ? `Speaker ${value}`
    : typeof value === 'string' && value.trim() !== ''
      ? value.trim()
      : null
