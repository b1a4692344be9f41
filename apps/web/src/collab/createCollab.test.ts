import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Awareness } from 'y-protocols/awareness'
import { CollabSocket } from './collabSocket.ts'
import { type Collab, createCollab } from './createCollab.ts'

const REF = { kind: 'transcript', conversation: 'talk' } as const

/** Names that are taken on the tab's socket. */
let attached: Map<string, unknown>
let collab: Collab

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('WebSocket', { OPEN: 1 })
  // There is no server: a provider joins the socket all the same.
  vi.spyOn(CollabSocket.prototype, 'connect').mockResolvedValue(undefined)
  const attach = CollabSocket.prototype.attach
  vi.spyOn(CollabSocket.prototype, 'attach').mockImplementation(function (this: CollabSocket, provider) {
    attached = this.configuration.providerMap
    attach.call(this, provider)
  })
  collab = createCollab({ url: 'ws://127.0.0.1:1/collab', user: 'ada' })
})
afterEach(() => {
  collab.dispose()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('a document that is left and opened again, however quickly, is attached once', async () => {
  for (const wait of [0, 299, 300, 301, 0, 1, 300]) {
    const first = collab.open(REF, { awareness: true })
    const second = collab.open(REF)
    expect(second.document).toBe(first.document)
    await vi.advanceTimersByTimeAsync(wait % 2)
    first.release()
    first.release()
    second.release()
    await vi.advanceTimersByTimeAsync(wait)
    expect(attached.size).toBeLessThanOrEqual(1)
  }
  await vi.advanceTimersByTimeAsync(1000)
  expect(attached.size).toBe(0)
})

it('leaves the name free also where somebody who listens fails while the document is closed', async () => {
  const { document, release } = collab.open(REF, { awareness: true })
  await vi.advanceTimersByTimeAsync(0)
  const awareness = document.awareness as Awareness
  awareness.setLocalState({ reading: 'here' })
  awareness.on('change', () => {
    throw new Error('a listener that fails')
  })
  expect([...attached.keys()]).toEqual(['transcript/talk'])
  release()
  await expect(vi.advanceTimersByTimeAsync(400)).rejects.toThrow('a listener that fails')
  expect([...attached.keys()]).toEqual([])
  const again = collab.open(REF)
  await vi.advanceTimersByTimeAsync(0)
  expect(again.document).not.toBe(document)
  expect([...attached.keys()]).toEqual(['transcript/talk'])
})
