import {
  type Listening,
  PolyphonyError,
  type Stretch,
  totalSeconds,
  uniteStretches,
} from '@polyphony/contract'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createListeningKeeper, type HeardPart } from './listeningKeeper.ts'

/** The browser's storage, as far as it is used. */
const memoryStorage = () => {
  const items = new Map<string, string>()
  return {
    items,
    get length() {
      return items.size
    },
    key: (i: number) => [...items.keys()][i] ?? null,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  }
}

/** A server that unites, or fails while `down` names an error. */
const fakeServer = () => {
  const records = new Map<string, { heard: Stretch[]; position: number | null }>()
  const server = {
    down: null as PolyphonyError | null,
    requests: 0,
    records,
    async send(conversation: string, { heard, position }: HeardPart): Promise<Listening> {
      server.requests++
      if (server.down) throw server.down
      const known = records.get(conversation) ?? { heard: [], position: null }
      const record = { heard: uniteStretches(known.heard, heard), position: position ?? known.position }
      records.set(conversation, record)
      const all = record.heard.map(([from, to]): [number, number] => [from, to])
      return { member: 'm', heard: all, seconds: totalSeconds(all), position: record.position, updatedAt: '' }
    },
  }
  return server
}

const offline = new PolyphonyError('unavailable', 'No connection.')
const play = (keeper: { add(from: number, to: number): void }, from: number, seconds: number) => {
  for (let i = 0; i < seconds * 60; i++) keeper.add(from + i / 60, from + (i + 1) / 60)
}

describe('createListeningKeeper', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('sends what frames told piece by piece as one stretch, about every ten seconds', async () => {
    const [storage, server] = [memoryStorage(), fakeServer()]
    const keeper = createListeningKeeper({ user: 'u', conversation: 'c', storage, send: server.send })
    play(keeper, 3, 4)
    expect(keeper.state.get().heard).toEqual([[3, 7]])
    expect(server.requests).toBe(0)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(server.records.get('c')).toEqual({ heard: [[3, 7]], position: 7 })
    expect(storage.items.size).toBe(0)
    play(keeper, 7, 2)
    await keeper.flush()
    expect(server.records.get('c')).toEqual({ heard: [[3, 9]], position: 9 })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(server.requests).toBe(2)
  })

  it('keeps what was heard offline and sends it when the server is back', async () => {
    const [storage, server] = [memoryStorage(), fakeServer()]
    server.down = offline
    const keeper = createListeningKeeper({ user: 'u', conversation: 'c', storage, send: server.send })
    play(keeper, 0, 2)
    await vi.advanceTimersByTimeAsync(25_000)
    play(keeper, 100, 1)
    await vi.advanceTimersByTimeAsync(1000)
    expect([...storage.items.values()].map(text => JSON.parse(text).heard)).toEqual([
      [
        [0, 2],
        [100, 101],
      ],
    ])
    server.down = null
    await vi.advanceTimersByTimeAsync(10_000)
    expect(server.records.get('c')!.heard).toEqual([
      [0, 2],
      [100, 101],
    ])
    expect(storage.items.size).toBe(0)
  })

  it('what a closed tab could not send goes with the next one of the same person, and of nobody else', async () => {
    const [storage, server] = [memoryStorage(), fakeServer()]
    server.down = offline
    const gone = createListeningKeeper({ user: 'u', conversation: 'c', storage, send: server.send })
    play(gone, 5, 3)
    gone.dispose()
    expect(storage.items.size).toBe(1)
    await vi.advanceTimersByTimeAsync(60_000)
    server.down = null
    createListeningKeeper({ user: 'other', conversation: 'c', storage, send: server.send })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(server.records.size).toBe(0)
    createListeningKeeper({ user: 'u', conversation: 'another', storage, send: server.send })
    await vi.advanceTimersByTimeAsync(0)
    // An old place to stop at is no news.
    expect(server.records.get('c')).toEqual({ heard: [[5, 8]], position: null })
    expect(storage.items.size).toBe(0)
  })

  it('gives up what the server will never take', async () => {
    const [storage, server] = [memoryStorage(), fakeServer()]
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    server.down = new PolyphonyError('not-found', 'It is in the bin.')
    const keeper = createListeningKeeper({ user: 'u', conversation: 'c', storage, send: server.send })
    play(keeper, 5, 3)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(server.requests).toBe(1)
    expect(storage.items.size).toBe(0)
    expect(warn).toHaveBeenCalled()
    warn.mockRestore()
  })

  it('loses nothing that is heard while a request is under way', async () => {
    const [storage, server] = [memoryStorage(), fakeServer()]
    const keeper = createListeningKeeper({ user: 'u', conversation: 'c', storage, send: server.send })
    play(keeper, 0, 1)
    const first = keeper.flush()
    play(keeper, 1, 1)
    await first
    await vi.advanceTimersByTimeAsync(10_000)
    expect(server.records.get('c')).toEqual({ heard: [[0, 2]], position: 2 })
    expect(keeper.state.get().heard).toEqual([[0, 2]])
  })
})
