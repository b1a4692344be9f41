import { ObjectId } from 'bson'
import { isDocument, isNumeric, type Value } from './types.ts'

/** A value as MongoDB's messages write it. */
export function show(value: Value): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'string') return JSON.stringify(value)
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`
  if (value instanceof Date) return `new Date(${value.getTime()})`
  if (isNumeric(value) || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return `[ ${value.map(show).join(', ')} ]`
  if (!isDocument(value)) return JSON.stringify(value)
  return `{ ${Object.entries(value)
    .map(([key, item]) => `${key}: ${show(item)}`)
    .join(', ')} }`
}
