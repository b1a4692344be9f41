import type { TextPoint } from '@polyphony/document'
import type { Desk } from '../desk.ts'

/** Where the keyboard stands: the caret, else the turn, else the top of the view. */
export const standing = (desk: Desk): TextPoint | null => {
  const { caret, turn } = desk.state.get()
  if (caret && desk.index.turn(caret.turn)) return caret
  const id = turn && desk.index.turn(turn) ? turn : desk.view.current?.topTurn()
  return id ? { turn: id, offset: 0 } : null
}

/** Puts the keyboard on a point, and the focus on a highlight there: the one that has it, else mine, else any. */
export const standAt = (desk: Desk, point: TextPoint, reveal = true): void => {
  desk.state.set({ caret: point, turn: point.turn, selection: null, selectionOrigin: null })
  const { focus } = desk.state.get()
  const under = desk.annotations.at(point).filter(annotation => desk.shown.showsRemark(annotation))
  const next =
    under.find(({ key }) => key === focus) ?? under.find(({ member }) => member === desk.me.id) ?? under[0]
  desk.state.set({ focus: next?.key ?? null })
  if (reveal) desk.view.current?.reveal(point, { focus: true, smooth: false })
}
