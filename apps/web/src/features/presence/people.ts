import { Presence } from '@polyphony/contract'
import type { Awareness } from 'y-protocols/awareness'
import { createStore, type Store } from '../../collab/createStore.ts'
import type { SharedDocument } from '../../collab/sharedDocument.ts'

/** Somebody who has this conversation open. Identity is the server's word, not theirs. */
export interface Peer extends Presence {
  client: number
  /** When what they say of their listening came here (milliseconds since 1970): they have gone on since. */
  heardAt: number
}

/** What is remembered of a client from change to change. */
export interface Activity {
  /** Counts up with every change of anybody. */
  count: number
  listening: string
  heardAt: number
}

export interface People {
  /** The others who are here, each person once, by name. While the connection is lost: who was here when it broke. */
  others: readonly Peer[]
  /** Whether the server tells us who is here at this moment. */
  live: boolean
  /** When the connection broke (milliseconds since 1970); null while it holds. */
  lostAt: number | null
}

/** What is told within this time is shown in one go. */
const GATHER_MS = 40

/** Reads states of an awareness into people. Somebody with two windows is where they did something last. */
export const readPeople = (
  states: ReadonlyMap<number, unknown>,
  own: { client: number; member: string },
  activity: ReadonlyMap<number, Activity>,
): Peer[] => {
  const people = new Map<string, Peer>()
  for (const [client, state] of states) {
    if (client === own.client) continue
    const parsed = Presence.safeParse(state)
    // My other windows are me.
    if (!parsed.success || parsed.data.member === own.member) continue
    const known = people.get(parsed.data.member)
    const { count = 0, heardAt = 0 } = activity.get(client) ?? {}
    if (known && (activity.get(known.client)?.count ?? 0) > count) continue
    people.set(parsed.data.member, { ...parsed.data, client, heardAt })
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name) || (a.member < b.member ? -1 : 1))
}

/**
 * After a lost connection everybody is told anew, with the counters they had: what is remembered of those would make the
 * awareness pass over it until each beats again, a quarter of a minute later. And who left meanwhile is not told at all.
 */
const forgetOthers = (awareness: Awareness): void => {
  for (const [client, meta] of awareness.meta) {
    if (client === awareness.clientID) continue
    awareness.states.delete(client)
    awareness.meta.set(client, { ...meta, clock: 0 })
  }
}

/** Says again what I said, under a new counter: else the server would take it for what it has taken away already. */
const announceAgain = (awareness: Awareness): void => {
  const mine = awareness.getLocalState()
  if (mine) awareness.setLocalState(mine)
}

interface Changed {
  added: number[]
  updated: number[]
  removed: number[]
}

/** Follows who has the conversation open. `connected` is the socket's state. */
export const watchPeople = (
  { awareness, state }: Pick<SharedDocument, 'awareness' | 'state'>,
  connection: Store<{ connected: boolean }>,
  me: string,
): { people: Store<People>; dispose: () => void } => {
  const people = createStore<People>({ others: [], live: false, lostAt: null })
  if (!awareness) return { people, dispose: () => {} }
  const activity = new Map<number, Activity>()
  let count = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let told = '[]'

  const read = () => {
    timer = undefined
    const others = readPeople(awareness.getStates(), { client: awareness.clientID, member: me }, activity)
    const now = JSON.stringify(others)
    if (now !== told) people.set({ others })
    told = now
  }
  const soon = () => {
    // Who was here when the connection broke stays on record, as such.
    if (people.get().live) timer ??= setTimeout(read, GATHER_MS)
  }
  const onChange = ({ added, updated, removed }: Changed, origin: unknown) => {
    for (const client of [...added, ...updated]) {
      const listening = JSON.stringify(awareness.getStates().get(client)?.listening)
      const before = activity.get(client)
      const heardAt = before && before.listening === listening ? before.heardAt : Date.now()
      activity.set(client, { count: ++count, listening, heardAt })
    }
    for (const client of removed) activity.delete(client)
    // An old connection of mine was closed only now, and took away what I say over the new one.
    if (origin !== 'local' && removed.includes(awareness.clientID))
      queueMicrotask(() => announceAgain(awareness))
    soon()
  }
  const onConnection = () => {
    const live = state.get().synced && connection.get().connected
    if (live === people.get().live) return
    people.set({ live, lostAt: live || !state.get().opened ? null : Date.now() })
    clearTimeout(timer)
    timer = undefined
    if (live) {
      announceAgain(awareness)
      soon()
    } else forgetOthers(awareness)
  }

  // Some may have been told of before.
  onChange({ added: [...awareness.getStates().keys()], updated: [], removed: [] }, 'local')
  awareness.on('change', onChange)
  const unwatch = [state.subscribe(onConnection), connection.subscribe(onConnection)]
  onConnection()
  return {
    people,
    dispose() {
      clearTimeout(timer)
      awareness.off('change', onChange)
      for (const end of unwatch) end()
    },
  }
}
