import { type Board, cardKey, placeCards, readBoard } from '@polyphony/document'
import { expect, it, vi } from 'vitest'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { createStore } from '../../collab/createStore.ts'
import type { SharedDocument, SharedDocumentState } from '../../collab/sharedDocument.ts'
import type { People } from '../presence/people.ts'
import { shareBoardPresence } from './boardPresence.ts'

const key = cardKey({ type: 'code', code: 'voice' })

/** Somebody at the board. */
const person = (name: string) => {
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  const state = createStore({ unsaved: false } as SharedDocumentState)
  const people = createStore<People>({ others: [], live: true, lostAt: null })
  const board = (): Board => readBoard(doc)
  const presences = shareBoardPresence(
    { doc, awareness, state } as unknown as SharedDocument,
    people,
    board,
    () => {},
  )
  return { name, doc, awareness, state, people, presences }
}
type Person = ReturnType<typeof person>

/** The server passes presence on, with the name of whose it is. */
const tell = (from: Person, to: Person) => {
  const { awareness } = from
  const mine = awareness.getLocalState()
  if (mine)
    awareness.states.set(awareness.clientID, {
      ...mine,
      member: from.name,
      name: from.name,
      colour: '#123456',
    })
  applyAwarenessUpdate(to.awareness, encodeAwarenessUpdate(awareness, [awareness.clientID]), 'server')
  if (mine) awareness.states.set(awareness.clientID, mine)
}
const shown = ({ presences }: Person) => presences.held().get(key)?.at ?? null

const two = () => {
  vi.useFakeTimers()
  const [ada, ben] = [person('ada'), person('ben')]
  placeCards(ada.doc, [{ key, x: 100, y: 100, cluster: null }])
  Y.applyUpdate(ben.doc, Y.encodeStateAsUpdate(ada.doc))
  return [ada, ben] as const
}
const drag = (dx: number, dropped = false) => ({ id: 'd1', cards: [key], clusters: [], dx, dy: 0, dropped })
const soon = () => vi.advanceTimersByTime(100)

it('what another holds is shown in their hand, and does not jump when it is let go', () => {
  const [ada, ben] = two()
  ada.presences.setDrag(drag(30))
  soon()
  tell(ada, ben)
  expect(ben.presences.held().get(key)).toMatchObject({ name: 'ada', at: { x: 130, y: 100 } })

  // The document comes before word that the hand is empty: the way is not counted twice.
  ada.presences.dropDrag(drag(50, true))
  ada.state.set({ unsaved: true })
  placeCards(ada.doc, [{ key, x: 150, y: 100, cluster: null }])
  Y.applyUpdate(ben.doc, Y.encodeStateAsUpdate(ada.doc))
  tell(ada, ben)
  expect(shown(ben)).toEqual({ x: 150, y: 100 })

  // Or after: it stays where it was let go until the document is stored.
  soon()
  tell(ada, ben)
  expect(shown(ben)).toEqual({ x: 150, y: 100 })
  ada.state.set({ unsaved: false })
  soon()
  tell(ada, ben)
  expect(shown(ben)).toBeNull()
})

it('somebody who comes after a card was let go sees it where the document has it', () => {
  const [ada, ben] = two()
  ada.presences.dropDrag(drag(50, true))
  tell(ada, ben)
  expect(shown(ben)).toBeNull()
})

it('nobody points or holds while the connection is lost', () => {
  const [ada, ben] = two()
  ada.presences.setCursor({ x: 5, y: 6 })
  ada.presences.setDrag(drag(30))
  soon()
  tell(ada, ben)
  expect(ben.presences.cursors.get().cursors).toMatchObject([{ name: 'ada', at: { x: 5, y: 6 } }])
  ben.people.set({ live: false })
  expect(ben.presences.cursors.get().cursors).toEqual([])
  expect(shown(ben)).toBeNull()
})

it('tells no more often than so many times a second, however the hand moves', () => {
  const [ada] = two()
  let told = 0
  ada.awareness.on('update', () => told++)
  for (let i = 0; i < 100; i++) {
    ada.presences.setCursor({ x: i, y: i })
    vi.advanceTimersByTime(5)
  }
  expect(told).toBeLessThan(12)
  expect(told).toBeGreaterThan(4)
})
