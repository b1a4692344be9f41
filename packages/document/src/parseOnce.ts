import type { z } from 'zod'

/** Rows by what was read of them: Yjs hands out the same row until it is replaced, and a document is read again at each change. */
const parsedRows = new WeakMap<object, { schema: z.ZodType; parsed: z.ZodSafeParseResult<unknown> }>()

/** Parses a row of a document, or recalls what came of it before. */
export const parseOnce = <T>(schema: z.ZodType<T>, value: unknown): z.ZodSafeParseResult<T> => {
  if (typeof value !== 'object' || value === null) return schema.safeParse(value)
  const known = parsedRows.get(value)
  if (known?.schema === schema) return known.parsed as z.ZodSafeParseResult<T>
  const parsed = schema.safeParse(value)
  parsedRows.set(value, { schema, parsed })
  return parsed
}
