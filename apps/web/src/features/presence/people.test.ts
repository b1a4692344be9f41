import { describe, expect, it } from 'vitest'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { createStore } from '../../collab/createStore.ts'
import type { SharedDocumentState } from '../../collab/sharedDocument.ts'
import { listeningNow } from './follow.ts'
import { readPeople, watchPeople } from './people.ts'

const state = (member: string, more: object = {}) => ({ member, name: member, colour: '#112233', ...more })
const own = { client: 1, member: 'me' }

describe('reading people', () => {
  it('leaves out what is no presence, myself and my other windows', () => {
    const states = new Map<number, unknown>([
      [1, state('me')],
      [2, state('me')],
      [3, { member: 3 }],
      [4, state('mona')],
    ])
    expect(readPeople(states, own, new Map()).map(peer => peer.member)).toEqual(['mona'])
  })

  it('an older client, that says less, is there all the same', () => {
    const [peer] = readPeople(
      new Map([[4, state('mona', { listening: { at: 3, playing: true } })]]),
      own,
      new Map(),
    )
    expect(peer).toMatchObject({ reading: null, within: 0, pointer: null, following: null })
    expect(peer?.listening).toEqual({ at: 3, playing: true, rate: 1 })
  })

  it('somebody with two windows is where they did something last', () => {
    const states = new Map([
      [4, state('mona', { reading: 'a' })],
      [5, state('mona', { reading: 'b' })],
    ])
    const activity = (first: number, second: number) =>
      new Map([
        [4, { count: first, listening: '', heardAt: 0 }],
        [5, { count: second, listening: '', heardAt: 0 }],
      ])
    expect(readPeople(states, own, activity(2, 1)).map(peer => peer.reading)).toEqual(['a'])
    expect(readPeople(states, own, activity(1, 2)).map(peer => peer.reading)).toEqual(['b'])
  })
})

it('a playback goes on in between what is told of it, at its own speed', () => {
  const listening = { at: 10, playing: true, rate: 2 }
  expect(listeningNow({ listening, heardAt: 1000 }, 3000)).toBe(14)
  expect(listeningNow({ listening: { ...listening, playing: false }, heardAt: 1000 }, 3000)).toBe(10)
  expect(listeningNow({ listening: null, heardAt: 1000 }, 3000)).toBeNull()
})

it('somebody who was told of before one looks on listens where they are, not where decades would have brought them', async () => {
  const awareness = new Awareness(new Y.Doc())
  const other = new Awareness(new Y.Doc())
  other.setLocalState(state('mona', { listening: { at: 3, playing: true } }))
  applyAwarenessUpdate(awareness, encodeAwarenessUpdate(other, [other.clientID]), 'server')
  const document = createStore({ synced: true, opened: true } as SharedDocumentState)
  const connection = createStore({ connected: true })
  const { people, dispose } = watchPeople({ awareness, state: document }, connection, 'me')
  await expect.poll(() => people.get().others).toHaveLength(1)
  expect(people.get().others[0]!.heardAt).toBeGreaterThan(Date.now() - 60_000)
  dispose()
  awareness.destroy()
  other.destroy()
})

describe('a lost connection', () => {
  const there = (): [Awareness, ReturnType<typeof watchPeople>, (connected: boolean) => void] => {
    const awareness = new Awareness(new Y.Doc())
    const document = createStore({ synced: true, opened: true } as SharedDocumentState)
    const connection = createStore({ connected: true })
    awareness.setLocalState(state('me'))
    const watch = watchPeople({ awareness, state: document }, connection, 'me')
    return [awareness, watch, connected => connection.set({ connected })]
  }
  const other = new Awareness(new Y.Doc())
  other.setLocalState(state('mona'))
  const tell = (to: Awareness) =>
    applyAwarenessUpdate(to, encodeAwarenessUpdate(other, [other.clientID]), 'server')
  const here = ({ people }: ReturnType<typeof watchPeople>) => people.get().others.map(peer => peer.member)

  it('shows the others as who was here, and who is here as soon as it is back', async () => {
    const [awareness, watch, connect] = there()
    tell(awareness)
    await expect.poll(() => here(watch)).toEqual(['mona'])
    connect(false)
    expect(watch.people.get()).toMatchObject({ live: false, lostAt: expect.any(Number) })
    expect(here(watch)).toEqual(['mona'])
    const before = awareness.meta.get(awareness.clientID)!.clock

    connect(true)
    // The server knows what it took away by its counter: mine goes on, and hers is heard again though it did not.
    expect(awareness.meta.get(awareness.clientID)!.clock).toBeGreaterThan(before)
    await expect.poll(() => here(watch)).toEqual([])
    tell(awareness)
    await expect.poll(() => here(watch)).toEqual(['mona'])
    watch.dispose()
  })

  it('what an old connection of mine takes away is said again', async () => {
    const [awareness, watch] = there()
    const server = new Awareness(new Y.Doc())
    applyAwarenessUpdate(server, encodeAwarenessUpdate(awareness, [awareness.clientID]), 'client')
    server.states.delete(awareness.clientID)
    const told: unknown[] = []
    awareness.on('update', (_changes: unknown, origin: unknown) => told.push(origin))
    applyAwarenessUpdate(awareness, encodeAwarenessUpdate(server, [awareness.clientID]), 'server')
    await expect.poll(() => told).toEqual(['server', 'local'])
    watch.dispose()
  })
})
