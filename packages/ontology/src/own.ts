/** The value kept under a key, and nothing that an object inherits: `constructor` is an id like another. */
export const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined
