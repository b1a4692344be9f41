import type { TextSpan } from '@polyphony/document'
import type { Desk } from '../desk/desk.ts'
import { snapSpan, turnTexts } from './snapSpan.ts'
import { spanOfRange } from './textNodes.ts'

const sameSpan = (a: TextSpan | null, b: TextSpan | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.start.turn === b.start.turn &&
    a.start.offset === b.start.offset &&
    a.end.turn === b.end.turn &&
    a.end.offset === b.end.offset)

/**
 * Keeps the desk's selection in step with the browser's: whole words, whatever was dragged over. What the keys have
 * selected is none of the browser's, and stays where its caret moves, as when a field closes.
 */
export const watchSelection = (desk: Desk, root: HTMLElement): (() => void) => {
  let frame = 0
  /** What the browser had selected last. */
  let dragged: TextSpan | null = null
  const read = () => {
    frame = 0
    const selection = document.getSelection()
    const { editing, selection: before } = desk.state.get()
    // In a field outside of the text, or in a turn that is being corrected, a selection says nothing of the passage.
    if (!selection || editing || selection.rangeCount === 0 || !root.contains(selection.anchorNode)) return
    if ((selection.anchorNode as Element).parentElement?.closest('input, textarea')) return
    const span = spanOfRange(selection.getRangeAt(0), root)
    const snapped = span && snapSpan(turnTexts(desk.index), span)
    const isLetGo = snapped === null && sameSpan(before, dragged)
    dragged = snapped
    if (sameSpan(snapped, before) || (snapped === null && !isLetGo)) return
    desk.state.set({
      selection: snapped,
      selectionOrigin: snapped?.start ?? null,
      ...(snapped && { focus: null }),
    })
  }
  const onChange = () => {
    if (frame === 0) frame = requestAnimationFrame(read)
  }
  document.addEventListener('selectionchange', onChange)
  return () => {
    document.removeEventListener('selectionchange', onChange)
    cancelAnimationFrame(frame)
  }
}
