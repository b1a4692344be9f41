import { joinTurn, splitTurn } from '@polyphony/document'
import type { Desk } from '../desk/desk.ts'

/** Splits the turn that is being corrected; the caret goes on in the new one. */
export const splitHere = (desk: Desk, turn: string, offset: number): void => {
  const text = desk.index.turn(turn)?.text ?? ''
  const timing = desk.facts.get().timing
  // The space between the two would begin the new turn: split behind it.
  let at = offset
  while (at < text.length && /\s/.test(text.charAt(at))) at++
  const firstSourceWord =
    timing?.sourceWordAt({ turn, offset: at }) ?? desk.index.turn(turn)?.firstSourceWord ?? 0
  const made = splitTurn(desk.index, turn, at, { firstSourceWord })
  desk.state.set({ editing: { turn: made, caret: 0 }, turn: made })
}

/** Joins a turn to the one above; the caret stays at the seam. Returns false for the first turn. */
export const joinAbove = (desk: Desk, turn: string, keepEditing: boolean): boolean => {
  const above = desk.index.order[desk.index.position(turn) - 1]
  if (!above) return false
  desk.state.set({ editing: null })
  joinTurn(desk.index, turn)
  const seam = above.text.length + (desk.index.turn(above.id)!.text.charAt(above.text.length) === ' ' ? 1 : 0)
  desk.state.set({ turn: above.id, editing: keepEditing ? { turn: above.id, caret: seam } : null })
  return true
}

/** Begins the correction of a turn, for those who may. */
export const beginCorrection = (desk: Desk, turn: string, caret: number | null): void => {
  if (desk.abilities.correct && desk.index.turn(turn))
    desk.state.set({ editing: { turn, caret }, selection: null, palette: null, turn })
}

/** Ends it and gives the keyboard back to the turn. */
export const endCorrection = (desk: Desk): void => {
  const { editing } = desk.state.get()
  if (!editing) return
  desk.state.set({ editing: null })
  desk.view.current?.reveal({ turn: editing.turn, offset: 0 }, { focus: true })
}
