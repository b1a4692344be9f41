import {
  LIMITS,
  type Listening,
  PolyphonyError,
  Stretch,
  subtractStretches,
  uniteStretches,
} from '@polyphony/contract'
import { newId } from '@polyphony/document'
import { z } from 'zod'
import { createStore, type Store } from '../../collab/createStore.ts'

/** Stretches that are on their way to the server, and where the listener stands; null: nowhere new. */
export interface HeardPart {
  heard: [number, number][]
  position: number | null
}

export interface ListeningKeeper {
  /** What I have heard, in seconds: what the server recorded, and what is still on its way there. */
  state: Store<{ heard: readonly Stretch[] }>
  /** What the server is known to have recorded. */
  know(heard: readonly Stretch[]): void
  /** Another stretch was heard, and the listener stands at its end. */
  add(from: number, to: number): void
  /** Sends now what has not been sent; resolves when there is an answer, whatever it is. */
  flush(): Promise<void>
  /** Sends what is left, as the page goes. */
  dispose(): void
}

export interface ListeningKeeperOptions {
  /** Account id: what is kept in this browser is sent only in the name of whoever heard it. */
  user: string
  conversation: string
  storage: Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>
  /** Rejects when the server did not take it. Must outlive the page. */
  send: (conversation: string, part: HeardPart) => Promise<Listening>
  everyMs?: number
}

const EVERY_MS = 10_000
const KEEP_MS = 1000
/** Seconds between two stretches that are one. */
const JOINS = 0.05
const PREFIX = 'polyphony-heard:'

const Kept = z.object({ heard: z.array(Stretch), position: z.number().nullable() })

/** Errors that no second try mends. */
const FINAL = new Set(['invalid-input', 'forbidden', 'not-found', 'gone'])

/**
 * Gathers what a person hears and sends it every few seconds. What the server has not acknowledged is kept in this
 * browser, by tab, and sent again: the server unites, so that sending twice does no harm.
 */
export const createListeningKeeper = ({
  user,
  conversation,
  storage,
  send,
  everyMs = EVERY_MS,
}: ListeningKeeperOptions): ListeningKeeper => {
  const mine = `${PREFIX}${user}:`
  const key = `${mine}${conversation}:${newId(6)}`
  const state = createStore<{ heard: readonly Stretch[] }>({ heard: [] })
  let waiting: Stretch[] = []
  let position: number | null = null
  let sending: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let keepTimer: ReturnType<typeof setTimeout> | undefined
  /** What is being heard right now, not rounded. */
  let open: [number, number] | null = null
  let disposed = false

  const keep = () => {
    clearTimeout(keepTimer)
    keepTimer = undefined
    try {
      if (waiting.length === 0) storage.removeItem(key)
      else storage.setItem(key, JSON.stringify({ heard: waiting, position }))
    } catch (error) {
      // Storage may be full or forbidden: what was heard is still sent from memory.
      console.warn('What was heard is not kept in this browser.', error)
    }
  }
  const sendPart = async (): Promise<void> => {
    const heard = waiting.slice(0, LIMITS.listeningStretches)
    try {
      await send(conversation, { heard: heard.map(([from, to]) => [from, to]), position })
    } catch (error) {
      if (!(error instanceof PolyphonyError && FINAL.has(error.code))) return
      console.warn('What was heard cannot be recorded.', error)
    }
    waiting = subtractStretches(waiting, heard)
    if (open) open = [open[1], open[1]]
    keep()
  }
  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    // The page may be gone before there is an answer.
    if (keepTimer !== undefined) keep()
    if (waiting.length === 0) return sending ?? Promise.resolve()
    sending ??= sendPart().finally(() => {
      sending = null
      if (waiting.length > 0 && !disposed) later()
    })
    return sending
  }
  const later = () => {
    timer ??= setTimeout(() => void flush(), everyMs)
  }
  /** What tabs that are gone could not send. */
  const sendLeftovers = async (): Promise<void> => {
    const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i))
    for (const left of keys) {
      if (!left?.startsWith(mine) || left === key) continue
      const text = storage.getItem(left)
      const kept = Kept.safeParse(parseJson(text))
      const [other] = left.slice(mine.length).split(':')
      try {
        if (kept.success && other)
          for (let i = 0; i < kept.data.heard.length; i += LIMITS.listeningStretches) {
            const heard = kept.data.heard.slice(i, i + LIMITS.listeningStretches)
            // Where they stood then is not where they stand now.
            await send(other, { heard, position: null })
          }
      } catch (error) {
        if (!(error instanceof PolyphonyError && FINAL.has(error.code))) continue
      }
      // A tab that is still open may have heard more meanwhile.
      if (storage.getItem(left) === text) storage.removeItem(left)
    }
  }
  void sendLeftovers()

  return {
    state,
    know: heard => state.set(now => ({ heard: uniteStretches(now.heard, heard) })),
    add(from, to) {
      // Playback tells of hundredths of a second: what joins is one stretch, rounded as one.
      const joined = open !== null && Math.abs(from - open[1]) < JOINS
      const before = joined ? tenth(open![1]) : null
      const now: [number, number] = joined ? [open![0], to] : [from, to]
      open = now
      position = tenth(to)
      if (position === before) return
      waiting = uniteStretches(waiting, [now])
      state.set(({ heard }) => ({ heard: uniteStretches(heard, [now]) }))
      keepTimer ??= setTimeout(keep, KEEP_MS)
      later()
    },
    flush,
    dispose() {
      disposed = true
      void flush()
    },
  }
}

const tenth = (seconds: number): number => Math.round(seconds * 10) / 10

const parseJson = (text: string | null): unknown => {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}
