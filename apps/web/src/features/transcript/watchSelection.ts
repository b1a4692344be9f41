import type { Desk } from '../desk/desk.ts'
import { snapSpan, turnTexts } from './snapSpan.ts'
import { spanOfRange } from './textNodes.ts'

const sameSpan = (
  a: Desk['state'] extends { get(): { selection: infer S } } ? S : never,
  b: typeof a,
): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.start.turn === b.start.turn &&
    a.start.offset === b.start.offset &&
    a.end.turn === b.end.turn &&
    a.end.offset === b.end.offset)

/** Keeps the desk's selection in step with the browser's: whole words, whatever was dragged over. */
export const watchSelection = (desk: Desk, root: HTMLElement): (() => void) => {
  let frame = 0
  const read = () => {
    frame = 0
    const selection = document.getSelection()
    const { editing, selection: before } = desk.state.get()
    // In a field outside of the text, or in a turn that is being corrected, a selection says nothing of the passage.
    if (!selection || editing || selection.rangeCount === 0 || !root.contains(selection.anchorNode)) return
    if ((selection.anchorNode as Element).parentElement?.closest('input, textarea')) return
    const span = spanOfRange(selection.getRangeAt(0), root)
    const snapped = span && snapSpan(turnTexts(desk.index), span)
    if (sameSpan(snapped, before)) return
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
