import type { Desk } from '../desk/desk.ts'
import type { Painter } from '../transcript/painter.ts'
import { findOf } from './find.ts'
import { matchesInTurn } from './findInDesk.ts'

/** Shows what was found in the turns near the viewport, and which of it one stands at. */
export const paintFound = (desk: Desk, painter: Painter): (() => void) => {
  const { state, current } = findOf(desk)
  const overlay = painter.overlay('desk-found', 12, turn => {
    const { search, kind } = state.get()
    const shown = search && kind === 'words' && desk.index.turn(turn)
    return shown ? matchesInTurn(search, shown) : []
  })
  let shown: Partial<ReturnType<typeof state.get>> = {}
  const paint = () => {
    const now = state.get()
    if (now.search !== shown.search || now.kind !== shown.kind) overlay.redraw()
    if (now.hits !== shown.hits || now.at !== shown.at || now.kind !== shown.kind) {
      const hit = current()
      painter.mark(
        'desk-found-now',
        hit && hit.to !== null ? [{ start: hit.point, end: { turn: hit.point.turn, offset: hit.to } }] : [],
      )
    }
    shown = now
  }
  const unsubscribe = state.subscribe(paint)
  paint()
  return () => {
    unsubscribe()
    overlay.remove()
  }
}
