import { RichText } from '@polyphony/document'
import { z } from 'zod'

const PREFIX = 'polyphony-draft:'
/** Nobody looks for a draft longer than this. */
const KEPT_MS = 60 * 24 * 3600_000

const Stored = z.object({ body: RichText, at: z.number() })

/** What was begun and not sent, by what it is written for. Outlives the page, the connection and the session. */
export interface Drafts {
  read(key: string): RichText | null
  write(key: string, body: RichText): void
  remove(key: string): void
  /** Calls back after each of these. */
  onChange(listener: () => void): () => void
}

/** The drafts of one person in one conversation. Where the browser keeps nothing, they live as long as the page. */
export const createDrafts = (
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  user: string,
  conversation: string,
  now: () => number = Date.now,
): Drafts => {
  const nameOf = (key: string) => `${PREFIX}${user}:${conversation}:${key}`
  const unkept = new Map<string, RichText>()
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of [...listeners]) listener()
  }
  return {
    read(key) {
      const here = unkept.get(key)
      if (here) return here
      try {
        const { success, data } = Stored.safeParse(JSON.parse(storage.getItem(nameOf(key)) ?? 'null'))
        return success && now() - data.at < KEPT_MS ? data.body : null
      } catch (error) {
        console.warn('A draft could not be read.', error)
        return null
      }
    },
    write(key, body) {
      try {
        storage.setItem(nameOf(key), JSON.stringify({ body, at: now() } satisfies z.input<typeof Stored>))
        unkept.delete(key)
      } catch (error) {
        // Full, or refused: private windows.
        console.warn('A draft is kept only until the page is closed.', error)
        unkept.set(key, body)
      }
      tell()
    },
    remove(key) {
      unkept.delete(key)
      storage.removeItem(nameOf(key))
      tell()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Forgets everybody's drafts in this browser: called on signing out. */
export const clearDrafts = (storage: Storage): void => {
  for (const key of Object.keys(storage)) if (key.startsWith(PREFIX)) storage.removeItem(key)
}
