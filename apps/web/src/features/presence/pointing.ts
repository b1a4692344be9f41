import type { TextPoint, TextSpan } from '@polyphony/document'
import type { Desk } from '../desk/desk.ts'
import { standing } from '../desk/shortcuts/standing.ts'
import { pointAtPosition } from '../transcript/textNodes.ts'
import { wordAround } from '../transcript/words.ts'

const wordAt = (desk: Desk, point: TextPoint | null): TextSpan | null => {
  const word = point && wordAround(desk.index.turn(point.turn)?.text ?? '', point.offset)
  return point && word
    ? { start: { turn: point.turn, offset: word.from }, end: { turn: point.turn, offset: word.to } }
    : null
}

const pointTo = (desk: Desk, point: TextPoint | null): void => {
  const pointer = wordAt(desk, point)
  const before = desk.company.joining.get().pointer
  if (
    pointer?.start.turn === before?.start.turn &&
    pointer?.start.offset === before?.start.offset &&
    pointer?.end.offset === before?.end.offset
  )
    return
  desk.company.joining.set({ pointer })
}

/** Begins to show words to the others: the one under the mouse, else the one the keyboard stands on. */
export const beginPointing = (desk: Desk): void => {
  if (desk.company.joining.get().pointing) return
  desk.company.joining.set({ pointing: true, pointer: wordAt(desk, standing(desk)) })
}

export const endPointing = (desk: Desk): boolean => {
  if (!desk.company.joining.get().pointing) return false
  desk.company.joining.set({ pointing: false, pointer: null })
  return true
}

/** Points for as long as the key is held that was just pressed. */
export const pointWhileHeld = (desk: Desk, key: string): void => {
  if (desk.company.joining.get().pointing) return
  beginPointing(desk)
  const end = (event: Event) => {
    if (event instanceof KeyboardEvent && event.key.toLowerCase() !== key) return
    document.removeEventListener('keyup', end)
    window.removeEventListener('blur', end)
    endPointing(desk)
  }
  document.addEventListener('keyup', end)
  window.addEventListener('blur', end)
}

/** While I point, the word goes with the mouse, the finger, or the place of the keyboard. */
export const watchPointing = (desk: Desk, scroller: HTMLElement): (() => void) => {
  const { joining } = desk.company
  let mouse: { x: number; y: number } | null = null
  let frame = 0
  let { pointing } = joining.get()
  let { caret } = desk.state.get()

  const underMouse = () => {
    frame = 0
    const point = mouse && joining.get().pointing ? pointAtPosition(mouse.x, mouse.y) : null
    if (point) pointTo(desk, point)
  }
  const onMouse = (event: PointerEvent) => {
    mouse = { x: event.clientX, y: event.clientY }
    if (joining.get().pointing && frame === 0) frame = requestAnimationFrame(underMouse)
  }
  const onLeave = () => {
    mouse = null
  }
  scroller.addEventListener('pointermove', onMouse, { passive: true })
  scroller.addEventListener('pointerdown', onMouse, { passive: true })
  scroller.addEventListener('pointerleave', onLeave, { passive: true })
  const disposers = [
    joining.subscribe(() => {
      const now = joining.get().pointing
      if (now === pointing) return
      pointing = now
      if (now && mouse) frame ||= requestAnimationFrame(underMouse)
    }),
    desk.state.subscribe(() => {
      const now = desk.state.get().caret
      if (now === caret) return
      caret = now
      if (joining.get().pointing && now) pointTo(desk, now)
    }),
  ]
  return () => {
    cancelAnimationFrame(frame)
    scroller.removeEventListener('pointermove', onMouse)
    scroller.removeEventListener('pointerdown', onMouse)
    scroller.removeEventListener('pointerleave', onLeave)
    for (const dispose of disposers) dispose()
    endPointing(desk)
  }
}
