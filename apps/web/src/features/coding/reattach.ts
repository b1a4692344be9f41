import { Act, createAnchor, setHighlightAnchor, type TextSpan } from '@polyphony/document'
import { codings as words } from '../../text/codings.ts'
import { history } from '../../text/history.ts'
import { notifyBriefly, notifyUndo } from '../../ui/notify.ts'
import type { Desk } from '../desk/desk.ts'
import { takeBack } from '../history/historyCommands.ts'
import { quoteOfSpan } from '../history/quoteOf.ts'
import type { Annotation } from './annotations.ts'

/** Whether a highlight has lost its words. */
export const isUnplaced = ({ resolution }: Annotation): boolean => !('span' in resolution)

/** Gives a highlight of mine a new place, and offers to take that back. Returns whether it could. */
export const reattach = (desk: Desk, annotation: Annotation, span: TextSpan): boolean => {
  if (!desk.layer || annotation.member !== desk.me.id) return false
  const times = desk.facts.get().timing?.spanTimes(span)
  const act = new Act(history.acts.reattach(quoteOfSpan(desk, span)), { about: annotation.key })
  setHighlightAnchor(desk.layer.doc, annotation.highlight.id, createAnchor(desk.index, span, times), act)
  desk.state.set({
    selection: null,
    selectionOrigin: null,
    attaching: null,
    focus: annotation.key,
    caret: span.start,
    turn: span.start.turn,
  })
  notifyUndo(words.unplaced.attached, () => takeBack(desk, { act }))
  return true
}

/** My highlight that the selection is for: the one being attached or in focus, else the only one without a place. */
export const attachable = (desk: Desk): Annotation | null => {
  const { attaching, focus } = desk.state.get()
  const mine = (key: string | null): Annotation | null => {
    const annotation = key === null ? undefined : desk.annotations.get(key)
    return annotation && annotation.member === desk.me.id && isUnplaced(annotation) ? annotation : null
  }
  const chosen = mine(attaching) ?? mine(focus)
  if (chosen || !desk.layer) return chosen
  const lost = desk.annotations.unplaced().filter(({ member }) => member === desk.me.id)
  return lost.length === 1 ? lost[0]! : null
}

/** Puts my highlight without a place on what is selected, by key. Returns false when nobody can mean that. */
export const attachHere = (desk: Desk): boolean => {
  const annotation = attachable(desk)
  if (!annotation) return false
  const { selection } = desk.state.get()
  if (selection) return reattach(desk, annotation, selection)
  desk.state.set({ attaching: annotation.key })
  notifyBriefly('attach', words.unplaced.selectFirst)
  return true
}
