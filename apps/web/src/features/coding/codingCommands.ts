import {
  Act,
  addCoding,
  addHighlight,
  type Body,
  countsAs,
  createAnchor,
  newId,
  removeCoding,
  removeHighlight,
  setMemo,
  type TextSpan,
} from '@polyphony/document'
import { type Ontology, resolveCode } from '@polyphony/ontology'
import { history as words } from '../../text/history.ts'
import type { Desk } from '../desk/desk.ts'
import { quoteOf, quoteOfSpan } from '../history/quoteOf.ts'
import { type Annotation, annotationKey, type RuledCoding } from './annotations.ts'
import { codeNow } from './codeNow.ts'
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

/** What coding now would concern: what is selected, else my highlight in focus, else the words of another's in focus. */
export interface Passage {
  /** Of my annotation, which may have to be made first. */
  key: string
  quote: string
  /** What is to be highlighted; null when that has been done. */
  missing: TextSpan | null
}

export const passageInQuestion = (desk: Desk): Passage | null => {
  const { selection, focus } = desk.state.get()
  if (!desk.layer) return null
  const focused = selection || focus === null ? undefined : desk.annotations.get(focus)
  if (focused?.member === desk.me.id) return { key: focused.key, quote: quoteOf(focused), missing: null }
  const span = selection ?? (focused && 'span' in focused.resolution ? focused.resolution.span : null)
  if (!span) return null
  const mine = desk.annotations
    .touching(span)
    .find(annotation => annotation.member === desk.me.id && samePassage(annotation, span))
  const key = mine?.key ?? annotationKey(desk.me.id, newId(8))
  return { key, quote: quoteOfSpan(desk, span), missing: mine ? null : span }
}

/** Highlights a passage where that has not been done, and puts the focus on it. */
export const highlightPassage = (desk: Desk, { key, missing }: Passage, act: Act): Annotation | null => {
  if (missing && desk.layer) {
    const times = desk.facts.get().timing?.spanTimes(missing)
    const id = key.slice(desk.me.id.length + 1)
    addHighlight(desk.layer.doc, { id, anchor: createAnchor(desk.index, missing, times) }, act)
  }
  const { selection } = desk.state.get()
  desk.state.set({
    focus: key,
    selection: null,
    selectionOrigin: null,
    ...(selection && { caret: selection.start }),
  })
  return desk.annotations.get(key) ?? null
}

/**
 * My highlight of what is selected, made now unless I have one of exactly this passage; without a selection, my
 * highlight in focus, or one of the same words where the focus is on another's. Null when there is nothing to highlight.
 */
export const highlightSelection = (desk: Desk): Annotation | null => {
  const passage = passageInQuestion(desk)
  const act = passage && new Act(words.acts.highlight(passage.quote), { about: passage.key })
  return act && highlightPassage(desk, passage, act)
}

/** Whether a coding states the code, or counts as it, merged ones resolved. */
const isOf = (ontology: Ontology, { code: applied, ruling }: RuledCoding, code: string): boolean =>
  applied === code ||
  [applied, ...countsAs(ontology, applied, ruling)].some(id => resolveCode(ontology, id)?.id === code)

/** Whether this highlight carries the code, as applied or as leads decided. */
export const hasCode = (desk: Desk, annotation: Annotation, code: string): boolean =>
  annotation.codings.some(coding => isOf(desk.facts.get().ontology, coding, code))

/**
 * States that a code applies to what is selected or in focus. Returns whether it could; where the code has been put
 * out of use the person is told, and what is selected stays.
 */
export const applyCode = (desk: Desk, id: string): boolean => {
  const passage = passageInQuestion(desk)
  const code = passage && codeNow(desk, id)
  if (!code) return false
  const act = new Act(words.acts.code(code.name, passage.quote), { about: passage.key })
  const annotation = highlightPassage(desk, passage, act)
  if (!annotation || !desk.layer) return false
  if (!hasCode(desk, annotation, code.id)) {
    addCoding(desk.layer.doc, annotation.highlight.id, code.id, undefined, act)
    desk.facts.set({ applied: { code: code.id, at: Date.now() } })
  }
  desk.facts.set({ recent: rememberCode(desk.workspace, code.id) })
  return true
}

/** Takes my statement that a code applies back, whatever it was called when I made it. */
export const withdrawCode = (desk: Desk, annotation: Annotation, code: string): void => {
  if (!desk.layer || annotation.member !== desk.me.id) return
  const { ontology } = desk.facts.get()
  const name = resolveCode(ontology, code)?.name ?? code
  const act = new Act(words.acts.withdraw(name, quoteOf(annotation)), { about: annotation.key })
  for (const coding of annotation.codings)
    if (isOf(ontology, coding, code)) removeCoding(desk.layer.doc, annotation.highlight.id, coding.code, act)
}

/** Applies the code to what is in focus or selected, or takes it back where it is there already. */
export const toggleCode = (desk: Desk, code: string): boolean => {
  const passage = desk.state.get().selection ? null : passageInQuestion(desk)
  const mine = passage && desk.annotations.get(passage.key)
  if (mine && hasCode(desk, mine, code)) {
    withdrawCode(desk, mine, code)
    return true
  }
  return applyCode(desk, code)
}

/** Removes a highlight of mine with its codings and memo. Returns what was done, null when it is not mine. */
export const removeMine = (desk: Desk, annotation: Annotation): Act | null => {
  if (!desk.layer || annotation.member !== desk.me.id) return null
  const act = new Act(words.acts.remove(quoteOf(annotation)), { about: annotation.key })
  removeHighlight(desk.layer.doc, annotation.highlight.id, act)
  desk.state.set({ focus: null, writing: null })
  return act
}

/** Writes the memo on a highlight of mine; an empty body removes it. */
export const writeMemo = (desk: Desk, annotation: Annotation, body: Body): void => {
  if (!desk.layer || annotation.member !== desk.me.id) return
  if (JSON.stringify(body) !== JSON.stringify(annotation.memo?.body ?? ''))
    setMemo(
      desk.layer.doc,
      annotation.highlight.id,
      body === '' ? null : body,
      undefined,
      new Act(words.acts.memo(quoteOf(annotation)), { about: annotation.key }),
    )
}
