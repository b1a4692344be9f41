import type { Act, StepTaken } from '@polyphony/document'
import type { Desk } from '../desk/desk.ts'
import { sayTaken } from './sayTaken.ts'

/** Shows where it happened, so that an undo is never out of sight. */
const show = (desk: Desk, about: string): void => {
  const annotation = desk.annotations.get(about)
  const resolution = annotation?.resolution
  if (annotation && resolution && 'span' in resolution) {
    const { start } = resolution.span
    desk.state.set({ focus: about, caret: start, turn: start.turn, selection: null, selectionOrigin: null })
    desk.view.current?.reveal(start)
  } else if (desk.index.turn(about)) desk.view.current?.reveal({ turn: about, offset: 0 })
}

const tell = (desk: Desk, taken: StepTaken | null, way: 'undo' | 'redo'): void => {
  sayTaken(taken, way)
  if (taken?.act?.about) show(desk, taken.act.about)
}

/** Takes the last thing back that this person did on the desk, or the one meant, and says so. */
export const takeBack = (desk: Desk, choice?: { act?: Act; scope?: string }): void =>
  tell(desk, desk.history.undo(choice), 'undo')

/** Does again what was taken back last, and says so. */
export const repeat = (desk: Desk, choice?: { scope?: string }): void =>
  tell(desk, desk.history.redo(choice), 'redo')
