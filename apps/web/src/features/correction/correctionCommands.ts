import { Act, joinTurn, splitTurn } from '@polyphony/document'
import { desk as deskWords } from '../../text/desk.ts'
import { history as words } from '../../text/history.ts'
import type { Desk } from '../desk/desk.ts'

/** Who speaks in a turn, for those who read what was done to it. */
export const speakerOf = (desk: Desk, turn: string): string =>
  desk.facts.get().speakers.get(desk.index.turn(turn)?.speaker ?? '')?.name ?? deskWords.turn.unknownSpeaker

/** What is typed into a turn: letters that follow each other quickly are one step. */
export const typingIn = (desk: Desk, turn: string): Act =>
  new Act(words.acts.typing(speakerOf(desk, turn)), { joins: `typing:${turn}`, about: turn })

/** Splits the turn that is being corrected; the caret goes on in the new one. */
export const splitHere = (desk: Desk, turn: string, offset: number): void => {
  const text = desk.index.turn(turn)?.text ?? ''
  const timing = desk.facts.get().timing
  // The space between the two would begin the new turn: split behind it.
  let at = offset
  while (at < text.length && /\s/.test(text.charAt(at))) at++
  const firstSourceWord =
    timing?.sourceWordAt({ turn, offset: at }) ?? desk.index.turn(turn)?.firstSourceWord ?? 0
  const made = splitTurn(
    desk.index,
    turn,
    at,
    { firstSourceWord },
    new Act(words.acts.split(speakerOf(desk, turn)), { about: turn }),
  )
  desk.state.set({ editing: { turn: made, caret: 0 }, turn: made })
}

/** Joins a turn to the one above; the caret stays at the seam. Returns false for the first turn. */
export const joinAbove = (desk: Desk, turn: string, keepEditing: boolean): boolean => {
  const above = desk.index.order[desk.index.position(turn) - 1]
  if (!above) return false
  desk.state.set({ editing: null })
  joinTurn(desk.index, turn, new Act(words.acts.join(speakerOf(desk, turn)), { about: turn }))
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
