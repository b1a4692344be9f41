import { BoardPresence } from '@polyphony/contract'
import type { Board } from '@polyphony/document'
import { createStore, type Store } from '../../collab/createStore.ts'
import type { SharedDocument } from '../../collab/sharedDocument.ts'
import type { People } from '../presence/people.ts'
import { cardsByCluster, type Point } from './geometry.ts'

/** Where I point and what I move is told so often at most. */
const TELL_MS = 60
/** What was let go is shown where it was let go for so long at most, while the document has not come. */
const SETTLE_MS = 5000
/** More cards than these are not told one by one: the rest moves when it is let go. */
const TOLD = 100

export type TellDrag = NonNullable<BoardPresence['drag']>

export interface Cursor {
  member: string
  name: string
  colour: string
  at: Point
}

/** Something that somebody else is moving. */
export interface Held {
  name: string
  colour: string
  /** Where it is shown now. */
  at: Point
}

export interface BoardPresences {
  cursors: Store<{ cursors: readonly Cursor[] }>
  /** What others hold: cards by key, clusters by id. */
  held(): ReadonlyMap<string, Held>
  setCursor(at: Point | null): void
  setDrag(drag: TellDrag | null): void
  /** Let go: told until the document is stored, so that nothing jumps back for anybody. */
  dropDrag(drag: TellDrag): void
  dispose(): void
}

/** Where what is moved lay when its drag was first heard of: what it is moved by counts from there. */
type Bases = Map<string, Point>

const basesOf = (board: Board, { cards, clusters }: TellDrag): Bases => {
  const bases: Bases = new Map()
  const byCluster = cardsByCluster(board)
  for (const key of cards) {
    const card = board.cards.get(key)
    if (card) bases.set(key, card)
  }
  for (const id of clusters) {
    const cluster = board.clusters.get(id)
    if (cluster) bases.set(id, cluster)
    for (const card of byCluster.get(id) ?? []) bases.set(card.key, card)
  }
  return bases
}

/** Tells the others where I point and what I move, and follows them. `onHeld` is called when what they hold moves. */
export const shareBoardPresence = (
  { awareness, state }: SharedDocument,
  people: Store<People>,
  board: () => Board,
  onHeld: () => void,
): BoardPresences => {
  const cursors = createStore<{ cursors: readonly Cursor[] }>({ cursors: [] })
  let held = new Map<string, Held>()
  const drags = new Map<string, Bases>()
  const mine: Pick<BoardPresence, 'cursor' | 'drag'> = { cursor: null, drag: null }
  let timer: ReturnType<typeof setTimeout> | undefined
  let settling: ReturnType<typeof setTimeout> | undefined
  let sent = ''

  const tell = () => {
    timer = undefined
    const now = JSON.stringify(mine)
    if (now === sent) return
    sent = now
    awareness?.setLocalState({ ...mine })
  }
  const soon = () => {
    timer ??= setTimeout(tell, TELL_MS)
  }
  const atOnce = () => {
    clearTimeout(timer)
    tell()
  }
  const round = (at: Point): [number, number] => [Math.round(at.x), Math.round(at.y)]

  const read = () => {
    const { live } = people.get()
    const seen: Cursor[] = []
    const now = new Map<string, Held>()
    const underWay = new Set<string>()
    for (const [client, peer] of live ? (awareness?.getStates() ?? []) : []) {
      if (client === awareness?.clientID) continue
      const { data } = BoardPresence.safeParse(peer)
      if (!data) continue
      const { member, name, colour, cursor, drag } = data
      if (cursor)
        seen.push({ member: `${member} ${client}`, name, colour, at: { x: cursor[0], y: cursor[1] } })
      if (!drag) continue
      underWay.add(drag.id)
      let bases = drags.get(drag.id)
      // Heard of only after it was let go: the document says where it lies.
      if (!bases && drag.dropped) bases = new Map()
      bases ??= basesOf(board(), drag)
      drags.set(drag.id, bases)
      for (const [id, { x, y }] of bases)
        now.set(id, { name, colour, at: { x: x + drag.dx, y: y + drag.dy } })
    }
    for (const id of [...drags.keys()]) if (!underWay.has(id)) drags.delete(id)
    cursors.set({ cursors: seen })
    if (held.size > 0 || now.size > 0) {
      held = now
      onHeld()
    }
  }

  const settle = () => {
    if (!mine.drag?.dropped) return
    clearTimeout(settling)
    mine.drag = null
    soon()
  }
  awareness?.on('change', read)
  const unwatch = [
    people.subscribe(read),
    state.subscribe(() => {
      if (!state.get().unsaved) settle()
    }),
  ]
  awareness?.setLocalState({ ...mine })
  read()

  return {
    cursors,
    held: () => held,
    setCursor(at) {
      mine.cursor = at && round(at)
      soon()
    },
    setDrag(drag) {
      clearTimeout(settling)
      mine.drag = drag && {
        ...drag,
        cards: drag.cards.slice(0, TOLD),
        clusters: drag.clusters.slice(0, TOLD),
        dx: Math.round(drag.dx),
        dy: Math.round(drag.dy),
      }
      soon()
    },
    dropDrag(drag) {
      this.setDrag(drag)
      atOnce()
      settling = setTimeout(settle, SETTLE_MS)
    },
    dispose() {
      clearTimeout(timer)
      clearTimeout(settling)
      awareness?.off('change', read)
      for (const end of unwatch) end()
      awareness?.setLocalState(null)
    },
  }
}
