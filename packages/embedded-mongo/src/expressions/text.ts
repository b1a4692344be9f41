import { fail } from '../errors.ts'
import { isNumeric, typeName, type Value } from '../values/types.ts'
import { isMissing } from './scope.ts'

/** A value as the string operators coerce it: numbers and dates become text, null and missing the empty string. */
export function textOf(value: Value, name: string): string {
  if (isMissing(value)) return ''
  if (typeof value === 'string') return value
  if (isNumeric(value)) return value.toString()
  if (value instanceof Date) return value.toISOString()
  fail(16007, `can't convert from BSON type ${typeName(value)} to String in ${name}`)
}
