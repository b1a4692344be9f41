import {
  addCoding,
  addHighlight,
  createAnchor,
  newId,
  removeCoding,
  removeHighlight,
  setMemo,
  type TextSpan,
} from '@polyphony/document'
import { resolveCode } from '@polyphony/ontology'
import type { Desk } from '../desk/desk.ts'
import { type Annotation, annotationKey } from './annotations.ts'
import { rememberCode } from './recentCodes.ts'

const samePassage = (annotation: Annotation, { start, end }: TextSpan): boolean => {
  const { resolution } = annotation
  if (resolution.status === 'orphan' || resolution.status === 'deleted') return false
  const { span } = resolution
  return (
    span.start.turn === start.turn &&
    span.start.offset === start.offset &&
    span.end.turn === end.turn &&
    span.end.offset === end.offset
  )
}

/** The highlight in focus if it is mine, so that I may change it. */
export const myFocus = (desk: Desk): Annotation | null => {
  const { focus } = desk.state.get()
  const annotation = focus === null ? undefined : desk.annotations.get(focus)
  return annotation && desk.layer && annotation.member === desk.me.id ? annotation : null
}

/**
 * My highlight of what is selected, made now unless I have one of exactly this passage; without a selection, my
 * highlight in focus. Null when there is nothing to highlight.
 */
export const highlightSelection = (desk: Desk): Annotation | null => {
  const { selection } = desk.state.get()
  if (!desk.layer) return null
  if (!selection) return myFocus(desk)
  const mine = desk.annotations
    .touching(selection)
    .find(annotation => annotation.member === desk.me.id && samePassage(annotation, selection))
  let key = mine?.key
  if (!key) {
    const times = desk.facts.get().timing?.spanTimes(selection)
    const id = addHighlight(desk.layer.doc, { anchor: createAnchor(desk.index, selection, times) })
    key = annotationKey(desk.me.id, id)
  }
  desk.state.set({ focus: key, caret: selection.start, selection: null, selectionOrigin: null })
  return desk.annotations.get(key) ?? null
}

/** Whether this highlight carries the code, merged ones resolved. */
export const hasCode = (desk: Desk, annotation: Annotation, code: string): boolean =>
  annotation.codings.some(coding => resolveCode(desk.facts.get().ontology, coding.code)?.id === code)

/** States that a code applies to what is selected or in focus. Returns whether it could. */
export const applyCode = (desk: Desk, code: string): boolean => {
  const annotation = highlightSelection(desk)
  if (!annotation || !desk.layer) return false
  if (!hasCode(desk, annotation, code)) addCoding(desk.layer.doc, annotation.highlight.id, code)
  desk.facts.set({ recent: rememberCode(desk.workspace, code) })
  return true
}

/** Takes my statement that a code applies back, whatever it was called when I made it. */
export const withdrawCode = (desk: Desk, annotation: Annotation, code: string): void => {
  if (!desk.layer || annotation.member !== desk.me.id) return
  const { ontology } = desk.facts.get()
  for (const coding of annotation.codings)
    if (coding.code === code || resolveCode(ontology, coding.code)?.id === code)
      removeCoding(desk.layer.doc, annotation.highlight.id, coding.code)
}

/** Applies the code to what is in focus or selected, or takes it back where it is there already. */
export const toggleCode = (desk: Desk, code: string): boolean => {
  const { selection } = desk.state.get()
  const focused = selection ? null : myFocus(desk)
  if (focused && hasCode(desk, focused, code)) {
    withdrawCode(desk, focused, code)
    return true
  }
  return applyCode(desk, code)
}

/** Makes a code with a name and applies it once the server has it. */
export const createAndApply = async (desk: Desk, name: string): Promise<void> => {
  const { createCodes } = desk.abilities
  if (!createCodes) return
  // What it shall apply to is settled now: the reader may have moved on when the answer comes.
  const annotation = highlightSelection(desk)
  const id = newId(8)
  await desk.createCode({ id, name, proposed: createCodes === 'proposed' })
  if (annotation && desk.layer && desk.annotations.get(annotation.key))
    addCoding(desk.layer.doc, annotation.highlight.id, id)
  desk.facts.set({ recent: rememberCode(desk.workspace, id) })
}

/** Removes a highlight of mine with its codings and memo. Returns whether it was there. */
export const removeMine = (desk: Desk, annotation: Annotation): boolean => {
  if (!desk.layer || annotation.member !== desk.me.id) return false
  removeHighlight(desk.layer.doc, annotation.highlight.id)
  desk.state.set({ focus: null, writing: null })
  return true
}

/** Writes the memo on a highlight of mine; blank text removes it. */
export const writeMemo = (desk: Desk, annotation: Annotation, text: string): void => {
  if (!desk.layer || annotation.member !== desk.me.id) return
  const trimmed = text.trim()
  if (trimmed !== (annotation.memo?.text ?? ''))
    setMemo(desk.layer.doc, annotation.highlight.id, trimmed || null)
}
