import type { TextPoint, TextSpan, TranscriptIndex } from '@polyphony/document'
import type { Desk } from '../desk/desk.ts'

type Held = ReturnType<TranscriptIndex['positionAt']>

/** Points of the desk that stay with their words when the turns they lie in are corrected. */
type Points = Pick<ReturnType<Desk['state']['get']>, 'selection' | 'selectionOrigin' | 'caret'>

/**
 * Keeps what is selected, and where the keyboard stands, on their words while others correct the very turn. The
 * browser's own selection cannot follow: it is let go, and what the desk has marked as selected takes its place.
 */
export const followWords = (desk: Desk): (() => void) => {
  const { index, state } = desk
  let watched: Points = { selection: null, selectionOrigin: null, caret: null }
  let relocate: () => Partial<Points> = () => ({})
  let unwatch: (() => void)[] = []
  let following = false

  const hold = (point: TextPoint, side: -1 | 0): (() => TextPoint | null) => {
    const position: Held = index.positionAt(point, side)
    return () => index.locate(position)
  }
  const holdSpan = ({ start, end }: TextSpan): (() => TextSpan | null) => {
    const [first, last] = [hold(start, 0), hold(end, -1)]
    return () => {
      const [start, end] = [first(), last()]
      if (!start || !end) return null
      const order = index.position(start.turn) - index.position(end.turn) || start.offset - end.offset
      // Where the words themselves were deleted, nothing is selected any more.
      return order < 0 ? { start, end } : null
    }
  }

  const follow = () => {
    const now = state.get()
    if (following) return
    const { selection, selectionOrigin, caret } = now
    if (
      selection === watched.selection &&
      selectionOrigin === watched.selectionOrigin &&
      caret === watched.caret
    )
      return
    watched = { selection, selectionOrigin, caret }
    for (const end of unwatch) end()
    const turns = new Set<string>()
    const known = (point: TextPoint | null): point is TextPoint =>
      point !== null && point.offset <= (index.turn(point.turn)?.text.length ?? -1)
    const span = selection && known(selection.start) && known(selection.end) ? holdSpan(selection) : null
    const origin = known(selectionOrigin) ? hold(selectionOrigin, 0) : null
    const stand = known(caret) ? hold(caret, 0) : null
    if (selection && span)
      for (let at = index.position(selection.start.turn); at <= index.position(selection.end.turn); at++)
        turns.add(index.order[at]!.id)
    if (caret && stand) turns.add(caret.turn)
    relocate = () => ({
      ...(span && { selection: span() }),
      ...(origin && { selectionOrigin: origin() }),
      ...(stand && { caret: stand() }),
    })
    unwatch = [...turns].map(turn => index.onTurn(turn, onText))
  }
  const onText = () => {
    const { editing } = state.get()
    if (editing) return
    const moved = relocate()
    const native = document.getSelection()
    if (moved.selection && native && !native.isCollapsed) native.removeAllRanges()
    following = true
    state.set(moved)
    following = false
    follow()
  }

  const unsubscribe = state.subscribe(follow)
  follow()
  return () => {
    unsubscribe()
    for (const end of unwatch) end()
  }
}
