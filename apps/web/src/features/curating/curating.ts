import {
  type Act,
  type CodingRef,
  createHistory,
  curationScope,
  type History,
  observeCuration,
  type Ruling,
  readCuration,
  ruleOn,
} from '@polyphony/document'
import type { Collab } from '../../collab/createCollab.ts'
import { createStore, type Store } from '../../collab/createStore.ts'
import type { SharedDocument } from '../../collab/sharedDocument.ts'
import { type Peer, watchPeople } from '../presence/people.ts'

interface Followed {
  document: SharedDocument
  /** By `codingRefKey`; null until the server's state has been read. */
  rulings: ReadonlyMap<string, readonly Ruling[]> | null
  people: readonly Peer[]
  dispose: () => void
}

export interface RulingRequest {
  conversation: string
  coding: CodingRef
  codes: readonly string[] | null
  reason?: string | null
}

/** The curations of the conversations that are looked at, as they stand, and what is done to them here. */
export interface Curating {
  /** Counts up with every change of rulings or of who is where. */
  changes: Store<{ rulings: number; people: number }>
  history: History
  /** Opens the curations of these conversations, and keeps open what is. */
  follow(conversations: Iterable<string>): void
  /** Undefined while the conversation's curation is not open. */
  rulingsOf(conversation: string, key: string): readonly Ruling[] | undefined
  /** Who else is at which excerpt (the keys of rows). */
  people(): ReadonlyMap<string, readonly Peer[]>
  /** The others who sort, each once, with the key of the row where they are. */
  others(): { peer: Peer; at: string }[]
  /** Says where I am: at a coding of a conversation, or nowhere. */
  stand(place: { conversation: string; key: string } | null): void
  rule(requests: readonly RulingRequest[], act: Act): void
  dispose(): void
}

const NO_RULINGS: readonly Ruling[] = []
/** Where I am is told this often at most. */
const GATHER_MS = 150

/** Everything that several leads need to decide on codings at once. `me` is who decides. */
export const createCurating = (
  collab: Collab,
  me: { id: string; name: string; colour: string },
): Curating => {
  const followed = new Map<string, Followed>()
  const changes = createStore({ rulings: 0, people: 0 })
  const history = createHistory([])
  let standing: { conversation: string; key: string } | null = null
  let telling: ReturnType<typeof setTimeout> | undefined

  const open = (conversation: string) => {
    const { document, release } = collab.open(
      { kind: 'curation', conversation },
      { awareness: true, own: true, offline: true },
    )
    // Nowhere yet: an awareness begins with a state, and every state beats.
    document.awareness?.setLocalState(null)
    const entry: Followed = { document, rulings: null, people: [], dispose: () => {} }
    const read = () => {
      if (!document.state.get().opened) return
      entry.rulings = readCuration(document.doc).rulings
      changes.set(({ rulings }) => ({ rulings: rulings + 1 }))
    }
    const { people, dispose } = watchPeople(document, collab.state, me.id)
    const disposers = [
      observeCuration(document.doc, read),
      document.state.subscribe(() => {
        if (entry.rulings === null) read()
      }),
      people.subscribe(() => {
        const { others, live } = people.get()
        entry.people = live ? others : []
        changes.set(now => ({ people: now.people + 1 }))
      }),
      dispose,
      release,
    ]
    entry.dispose = () => {
      for (const end of disposers) end()
    }
    history.addScope(curationScope(document.doc, conversation))
    followed.set(conversation, entry)
    read()
  }
  const unwatch = collab.onReplaced(name => {
    for (const [conversation, entry] of followed) {
      if (entry.document.name !== name) continue
      entry.dispose()
      open(conversation)
    }
  })

  const tell = () => {
    telling = undefined
    for (const [conversation, { document }] of followed) {
      const key = standing?.conversation === conversation ? standing.key : null
      const { awareness } = document
      const told = awareness?.getLocalState() as { sorting?: string } | null | undefined
      if (!awareness || (told?.sorting ?? null) === key) continue
      awareness.setLocalState(
        key === null ? null : { member: me.id, name: me.name, colour: me.colour, sorting: key },
      )
    }
  }

  return {
    changes,
    history,
    follow(conversations) {
      for (const conversation of conversations) if (!followed.has(conversation)) open(conversation)
    },
    rulingsOf(conversation, key) {
      const entry = followed.get(conversation)
      return entry?.rulings ? (entry.rulings.get(key) ?? NO_RULINGS) : undefined
    },
    people() {
      const at = new Map<string, Peer[]>()
      for (const [conversation, { people }] of followed)
        for (const peer of people) {
          if (peer.sorting === null) continue
          const key = `${conversation}/${peer.sorting}`
          at.set(key, [...(at.get(key) ?? []), peer])
        }
      return at
    },
    others() {
      const found = new Map<string, { peer: Peer; at: string }>()
      for (const [at, peers] of this.people()) for (const peer of peers) found.set(peer.member, { peer, at })
      return [...found.values()].sort((a, b) => a.peer.name.localeCompare(b.peer.name))
    },
    stand(place) {
      standing = place
      telling ??= setTimeout(tell, GATHER_MS)
    },
    rule(requests, act) {
      const groups = new Map<string, RulingRequest[]>()
      for (const request of requests) {
        const group = `${request.conversation} ${JSON.stringify([request.codes, request.reason])}`
        groups.set(group, [...(groups.get(group) ?? []), request])
      }
      for (const group of groups.values()) {
        const { conversation, codes, reason = null } = group[0]!
        const entry = followed.get(conversation)
        if (!entry) continue
        ruleOn(
          entry.document.doc,
          me.id,
          group.map(({ coding }) => coding),
          codes,
          { reason },
          act,
        )
      }
    },
    dispose() {
      clearTimeout(telling)
      standing = null
      tell()
      unwatch()
      history.dispose()
      for (const entry of followed.values()) entry.dispose()
      followed.clear()
    },
  }
}
