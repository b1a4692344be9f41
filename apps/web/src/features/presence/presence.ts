import { Presence } from '@polyphony/contract'
import type { TextSpan, TranscriptIndex } from '@polyphony/document'
import { useEffect, useState } from 'react'
import * as Y from 'yjs'
import { useDesk } from '../desk/DeskContext.tsx'
import type { Desk } from '../desk/desk.ts'

/** Somebody who has this conversation open. Identity is the server's word, not theirs. */
export interface Peer extends Presence {
  client: number
  me: boolean
}

const encode = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))
const decode = (text: string): Uint8Array => Uint8Array.from(atob(text), letter => letter.charCodeAt(0))

/** A selection as others can find it, however the text changes meanwhile. */
export const encodeSpan = (index: TranscriptIndex, { start, end }: TextSpan): Presence['selection'] => ({
  start: encode(Y.encodeRelativePosition(index.positionAt(start, 0))),
  end: encode(Y.encodeRelativePosition(index.positionAt(end, -1))),
})

/** Where somebody's selection lies here; null when it cannot be found. It comes from others: anything may be in it. */
export const decodeSpan = (index: TranscriptIndex, selection: Presence['selection']): TextSpan | null => {
  if (!selection) return null
  try {
    const start = index.locate(Y.decodeRelativePosition(decode(selection.start)))
    const end = index.locate(Y.decodeRelativePosition(decode(selection.end)))
    return start && end ? { start, end } : null
  } catch {
    return null
  }
}

/** Everybody here, each person once, me first; somebody with two windows shows as where they were active last. */
export const readPeers = (desk: Desk): Peer[] => {
  const { awareness } = desk.transcript
  if (!awareness) return []
  const peers = new Map<string, Peer>()
  for (const [client, state] of awareness.getStates()) {
    const parsed = Presence.safeParse(state)
    if (!parsed.success) continue
    const peer = { ...parsed.data, client, me: client === awareness.clientID }
    const known = peers.get(peer.member)
    if (!known?.me) peers.set(peer.member, peer)
  }
  return [...peers.values()].sort((a, b) => Number(b.me) - Number(a.me) || a.name.localeCompare(b.name))
}

/** Says where I am: the turn at the top of my view, what I selected, what I listen to. At most five times a second. */
export const sharePresence = (desk: Desk): (() => void) => {
  const { awareness } = desk.transcript
  if (!awareness) return () => {}
  const { me, player } = desk
  let timer: ReturnType<typeof setTimeout> | undefined
  let heard = 0
  let sent = ''
  const send = () => {
    timer = undefined
    const { selection } = desk.state.get()
    let selected: Presence['selection'] = null
    try {
      selected = selection && encodeSpan(desk.index, selection)
    } catch (error) {
      // The turn was joined away a moment ago; the selection follows.
      if (!(error instanceof RangeError)) throw error
    }
    const state: Presence = {
      member: me.id,
      name: me.name,
      colour: me.colour,
      reading: desk.view.current?.topTurn() ?? null,
      selection: selected,
      listening:
        player && player.now() > 0 ? { at: Math.round(heard), playing: player.state.get().playing } : null,
    }
    const now = JSON.stringify(state)
    if (now === sent) return
    sent = now
    awareness.setLocalState(state)
  }
  const soon = () => {
    timer ??= setTimeout(send, 200)
  }
  const scroller = document.querySelector('[data-transcript]')
  scroller?.addEventListener('scroll', soon, { passive: true })
  const disposers = [
    desk.state.subscribe(soon),
    player?.state.subscribe(soon),
    player?.onTime(seconds => {
      // Where somebody listens is told every three seconds: it is for company, not for measuring.
      if (Math.abs(seconds - heard) < 3) return
      heard = seconds
      soon()
    }),
  ]
  send()
  return () => {
    clearTimeout(timer)
    scroller?.removeEventListener('scroll', soon)
    for (const dispose of disposers) dispose?.()
    awareness.setLocalState(null)
  }
}

/** Everybody here, kept up to date. */
export const usePeers = (): readonly Peer[] => {
  const desk = useDesk()
  const [peers, setPeers] = useState<readonly Peer[]>([])
  useEffect(() => {
    const { awareness } = desk.transcript
    if (!awareness) return
    let sent = ''
    const read = () => {
      const now = readPeers(desk)
      const text = JSON.stringify(now)
      if (text !== sent) setPeers(now)
      sent = text
    }
    awareness.on('change', read)
    read()
    return () => awareness.off('change', read)
  }, [desk])
  return peers
}
