import { parseSearch, type Search, type TextPoint } from '@polyphony/document'
import type * as Y from 'yjs'
import { createStore, type Store } from '../../collab/createStore.ts'
import type { Desk } from '../desk/desk.ts'
import { standing } from '../desk/shortcuts/standing.ts'
import { comparePoints } from '../transcript/snapSpan.ts'
import { FIND_KINDS, type FindKind, findInDesk, type Hit } from './findInDesk.ts'

export interface FindState {
  opened: boolean
  query: string
  wholeWord: boolean
  kind: FindKind
  /** Of the query as it stands; null for an empty one. */
  search: Search | null
  hits: Readonly<Record<FindKind, readonly Hit[]>>
  /** Which hit of the kind one stands at; -1 for none. */
  at: number
  /** Counts the times the bar was asked for: each brings the keyboard back to its field. */
  asked: number
}

export interface Find {
  state: Store<FindState>
  /** Shows the bar, with `query` or else what is selected, and follows the documents from then on. */
  open(query?: string): void
  close(): void
  look(query: string): void
  setWholeWord(wholeWord: boolean): void
  setKind(kind: FindKind): void
  /** To the next hit, or the one before; round at the ends. */
  go(direction: 1 | -1): void
  current(): Hit | null
  /** Plays from the word found. */
  play(): void
}

const NOTHING: Readonly<Record<FindKind, readonly Hit[]>> = {
  words: [],
  speakers: [],
  codes: [],
  memos: [],
  comments: [],
}
/** What is selected becomes the query if it is no longer than this. */
const SEED = 80

const finds = new WeakMap<Desk, Find>()

/** The search in an open conversation; one for each desk. */
export const findOf = (desk: Desk): Find => {
  const known = finds.get(desk)
  if (known) return known
  const made = createFind(desk)
  finds.set(desk, made)
  return made
}

const createFind = (desk: Desk): Find => {
  const { index } = desk
  const state = createStore<FindState>({
    opened: false,
    query: '',
    wholeWord: false,
    kind: 'words',
    search: null,
    hits: NOTHING,
    at: -1,
    asked: 0,
  })
  /** Where the search began: results are first looked for from here on. */
  let origin: TextPoint | null = null
  /** The hit one stands at, held to its letter while others write. */
  let held: { position: Y.RelativePosition | null; key: string | null } | null = null
  let disposers: (() => void)[] = []
  let frame = 0

  const hitsNow = (): readonly Hit[] => state.get().hits[state.get().kind]
  const current = (): Hit | null => hitsNow()[state.get().at] ?? null

  /** The first hit at or after a place, else the first of all. */
  const firstFrom = (hits: readonly Hit[], point: TextPoint | null): number => {
    if (hits.length === 0) return -1
    if (!point || index.position(point.turn) < 0) return 0
    return Math.max(
      0,
      hits.findIndex(hit => comparePoints(index, hit.point, point) >= 0),
    )
  }

  const stand = (at: number) => {
    state.set({ at })
    const hit = current()
    held = null
    if (!hit) return
    held = { key: hit.key, position: index.turn(hit.point.turn) ? index.positionAt(hit.point, 0) : null }
    desk.state.set({
      caret: hit.point,
      turn: hit.point.turn,
      selection: null,
      selectionOrigin: null,
      focus: hit.key,
      following: false,
    })
    desk.view.current?.reveal(hit.point, { smooth: false })
  }

  const read = () => {
    const { query, wholeWord } = state.get()
    const search = parseSearch(query, { wholeWord })
    state.set({ search, hits: search ? findInDesk(desk, search) : NOTHING })
  }
  /** Another query: from where one was reading. */
  const begin = () => {
    read()
    stand(firstFrom(hitsNow(), origin))
  }
  /** The documents changed: the same hit, wherever it stands now. */
  const follow = () => {
    frame = 0
    if (!state.get().opened) return
    const where = held?.position ? index.locate(held.position) : null
    read()
    const hits = hitsNow()
    const same = hits.findIndex(
      hit => where && hit.key === held?.key && comparePoints(index, hit.point, where) === 0,
    )
    state.set({ at: same >= 0 ? same : firstFrom(hits, where ?? origin) })
  }
  const soon = () => {
    if (frame === 0) frame = requestAnimationFrame(follow)
  }

  return {
    state,
    current,
    open(given) {
      const { selection } = desk.state.get()
      const chosen =
        selection && selection.start.turn === selection.end.turn
          ? (index.turn(selection.start.turn)?.text.slice(selection.start.offset, selection.end.offset) ?? '')
          : ''
      origin = selection?.start ?? standing(desk)
      state.set(({ asked, query }) => ({
        opened: true,
        asked: asked + 1,
        query: given ?? (chosen && chosen.length <= SEED ? chosen : query),
      }))
      if (disposers.length === 0) {
        let revision = index.revision
        const onTransaction = () => {
          if (index.revision === revision) return
          revision = index.revision
          soon()
        }
        desk.transcript.doc.on('afterTransaction', onTransaction)
        disposers = [
          () => desk.transcript.doc.off('afterTransaction', onTransaction),
          desk.annotations.onChange(soon),
          desk.shown.onChange(soon),
          desk.facts.subscribe(soon),
        ]
      }
      if (state.get().query) begin()
    },
    close() {
      for (const dispose of disposers) dispose()
      disposers = []
      cancelAnimationFrame(frame)
      frame = 0
      const hit = current()
      state.set({ opened: false, search: null, hits: NOTHING, at: -1 })
      const back = hit?.point ?? origin
      if (back) desk.view.current?.reveal(back, { focus: true, smooth: false })
    },
    look(query) {
      state.set({ query })
      begin()
    },
    setWholeWord(wholeWord) {
      state.set({ wholeWord })
      begin()
    },
    setKind(kind) {
      state.set({ kind })
      stand(firstFrom(hitsNow(), origin))
    },
    go(direction) {
      const { length } = hitsNow()
      if (length === 0) return
      const { at } = state.get()
      stand((at + direction + length) % length)
      origin = current()?.point ?? origin
    },
    play() {
      const hit = current()
      const at = hit && desk.timeAt(hit.point)
      if (at === null) return
      desk.state.set({ following: true })
      desk.player?.seek(at)
      if (!desk.player?.state.get().playing) desk.player?.toggle()
    },
  }
}

/** The first kind that has something, where the one chosen has nothing. */
export const otherKind = ({ hits, kind }: Pick<FindState, 'hits' | 'kind'>): FindKind | null =>
  hits[kind].length > 0 ? null : (FIND_KINDS.find(other => hits[other].length > 0) ?? null)
