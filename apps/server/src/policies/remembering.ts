/** Asks once for all who want to know the same at about the same time. */
export interface Remembered<T> {
  /** What was found for the key a moment ago, or is being looked for; else finds it. */
  of: (key: string, find: () => Promise<T>) => Promise<T>
  forget: () => void
}

/** Keeps answers for `ms`. What is not there (null) or could not be read is looked for again at once. */
export const remembering = <T>(ms: number): Remembered<T> => {
  const known = new Map<string, { at: number; answer: Promise<T> }>()
  return {
    of(key, find) {
      const now = Date.now()
      const found = known.get(key)
      if (found && now - found.at < ms) return found.answer
      for (const [old, { at }] of known) if (now - at >= ms) known.delete(old)
      const entry = { at: now, answer: find() }
      known.set(key, entry)
      const forget = () => {
        if (known.get(key) === entry) known.delete(key)
      }
      entry.answer.then(answer => answer === null && forget(), forget)
      return entry.answer
    },
    forget: () => known.clear(),
  }
}
