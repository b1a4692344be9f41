import type { Desk } from '../desk/desk.ts'
import type { Painter } from '../transcript/painter.ts'
import { decodeSpan, readPeers } from './presence.ts'

/** Shows what others have selected, underlined in their colour. */
export const paintPeers = (desk: Desk, painter: Painter): (() => void) => {
  const { awareness } = desk.transcript
  if (!awareness) return () => {}
  let sent = ''
  const paint = () => {
    const peers = readPeers(desk)
      .filter(peer => !peer.me && /^#[0-9a-f]{6}$/i.test(peer.colour))
      .flatMap(peer => {
        const span = decodeSpan(desk.index, peer.selection)
        return span ? [{ colour: peer.colour.toLowerCase(), span }] : []
      })
    const now = JSON.stringify(peers)
    if (now !== sent) painter.markPeers(peers)
    sent = now
  }
  awareness.on('change', paint)
  const unwatch = desk.index.onOrder(paint)
  paint()
  return () => {
    awareness.off('change', paint)
    unwatch()
  }
}
