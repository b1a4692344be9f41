import type { CodingRecord } from '@polyphony/contract'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fetchCodings } from './conversations.ts'
import { queryKeys } from './queryKeys.ts'
import { refreshCodings } from './refreshCodings.ts'

const WORKSPACE = 'w1'
const queryKey = queryKeys.codings(WORKSPACE)
const coding = (conversation: string, applied: string): CodingRecord => ({
  conversation,
  member: 'm1',
  highlight: 'h1',
  applied,
  codes: [applied],
  passages: [],
  start: 0,
  end: 1,
  createdAt: '2026-03-14T10:00:00.000Z',
})

let client: QueryClient
/** What was asked for, a conversation or all, and the way to answer it. */
let asked: { of: string; answer: (codings: CodingRecord[]) => void }[]
let stopLooking: () => void
beforeEach(() => {
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  asked = []
  // Nothing was asked for ahead.
  vi.stubGlobal('window', {})
  vi.stubGlobal(
    'fetch',
    (address: string) =>
      new Promise<Response>(resolve => {
        asked.push({
          of: new URL(address, 'http://polyphony.example.org').searchParams.get('conversation') ?? 'all',
          answer: codings => resolve(Response.json({ codings, next: null })),
        })
      }),
  )
  // A page that counts.
  const observer = new QueryObserver(client, {
    queryKey,
    queryFn: ({ signal }) => fetchCodings(WORKSPACE, { signal }),
  })
  stopLooking = observer.subscribe(() => {})
})
afterEach(() => {
  stopLooking()
  client.clear()
  vi.unstubAllGlobals()
})

const known = () =>
  client.getQueryData<CodingRecord[]>(queryKey)?.map(one => `${one.conversation} ${one.applied}`)
const answer = async (place: number, of: string, codings: CodingRecord[]) => {
  await vi.waitFor(() => expect(asked[place]?.of).toBe(of))
  asked[place]!.answer(codings)
}

it('asks for the conversation alone, and leaves the others as they are', async () => {
  await answer(0, 'all', [coding('c1', 'care'), coding('c2', 'care')])
  await vi.waitFor(() => expect(known()).toHaveLength(2))
  const refreshed = refreshCodings(client, WORKSPACE, ['c1'])
  await answer(1, 'c1', [coding('c1', 'rest')])
  await refreshed
  expect(known()?.sort()).toEqual(['c1 rest', 'c2 care'])
  expect(asked).toHaveLength(2)
})

it.each([
  ['the first time', 0],
  ['once more', 1],
])('waits for all that is on its way %s, and begins none of it anew', async (_when, place) => {
  if (place === 1) {
    await answer(0, 'all', [coding('c1', 'care')])
    await vi.waitFor(() => expect(known()).toEqual(['c1 care']))
    void client.refetchQueries({ queryKey })
  }
  await vi.waitFor(() => expect(asked).toHaveLength(place + 1))
  // Read before the change, of which is told while it is on its way.
  const refreshed = Promise.all(['c1', 'c1'].map(one => refreshCodings(client, WORKSPACE, [one])))
  await answer(place, 'all', [coding('c1', 'care'), coding('c2', 'care')])
  await answer(place + 1, 'c1', [coding('c1', 'rest')])
  await answer(place + 2, 'c1', [coding('c1', 'rest')])
  await refreshed
  expect(known()?.sort()).toEqual(['c1 rest', 'c2 care'])
  expect(asked.map(({ of }) => of).slice(place)).toEqual(['all', 'c1', 'c1'])
})

it('waits also for what nobody looks at', async () => {
  stopLooking()
  client.clear()
  asked = []
  const all = client.prefetchQuery({ queryKey, queryFn: () => fetchCodings(WORKSPACE) })
  const refreshed = refreshCodings(client, WORKSPACE, ['c1'])
  await answer(0, 'all', [coding('c1', 'care')])
  await all
  await answer(1, 'c1', [coding('c1', 'rest')])
  await refreshed
  expect(known()).toEqual(['c1 rest'])
})

it('asks for all at once where many conversations have changed', async () => {
  await answer(0, 'all', [coding('c1', 'care')])
  await vi.waitFor(() => expect(known()).toEqual(['c1 care']))
  const refreshed = refreshCodings(client, WORKSPACE, [...Array(100).keys()].map(String))
  await answer(1, 'all', [coding('c1', 'rest')])
  await refreshed
  expect(known()).toEqual(['c1 rest'])
  expect(asked).toHaveLength(2)
})

it('asks for nothing where nobody counts', async () => {
  stopLooking()
  client.clear()
  await refreshCodings(client, WORKSPACE, ['c1'])
  expect(asked.filter(({ of }) => of !== 'all')).toEqual([])
})
