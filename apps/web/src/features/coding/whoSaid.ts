import type { TextPoint } from '@polyphony/document'
import { coding as words } from '../../text/coding.ts'
import { codings } from '../../text/codings.ts'
import { desk as deskWords } from '../../text/desk.ts'
import { formatCount } from '../../text/format.ts'
import type { Desk } from '../desk/desk.ts'
import { quoteOf } from '../history/quoteOf.ts'
import type { Annotation } from './annotations.ts'
import { codesOf } from './codesOf.ts'

/** More than so many are counted, not told. */
const TOLD = 5

/** Whoever a highlight is by, as they are called here. */
export const nameOf = (desk: Desk, member: string): string =>
  member === desk.me.id && desk.layer
    ? deskWords.passage.you
    : (desk.members.get(member)?.name ?? deskWords.passage.someone)

/** “a, b and c”. */
export const listed = (parts: readonly string[]): string =>
  new Intl.ListFormat('en', { type: 'conjunction' }).format(parts)

const remarks = (desk: Desk, annotations: readonly Annotation[]): Annotation[] =>
  annotations.filter(annotation => desk.shown.showsRemark(annotation))

/** The codes on a highlight by their names. */
export const codeNames = (desk: Desk, annotation: Annotation): string => {
  const names = codesOf(desk.facts.get().ontology, annotation).map(({ name }) => name)
  return names.length > 0 ? listed(names) : deskWords.passage.noCode
}

/** How many highlights lie in a turn, and whose they are. */
export const describeTurn = (desk: Desk, turn: string): string => {
  const here = remarks(
    desk,
    desk.annotations.inTurn(turn).flatMap(({ key }) => desk.annotations.get(key) ?? []),
  )
  if (here.length === 0) return ''
  const people = [...new Set(here.map(({ member }) => nameOf(desk, member)))]
  const told =
    people.length > TOLD ? [...people.slice(0, TOLD), words.who.others(people.length - TOLD)] : people
  return words.who.turn(formatCount(here.length, ...words.who.highlights), listed(told))
}

/** Who highlighted the word at a point, and as what. */
export const describePoint = (desk: Desk, point: TextPoint): string => {
  const here = remarks(desk, desk.annotations.at(point))
  if (here.length === 0) return words.who.none
  const told = here.slice(0, TOLD).map(annotation => describeHighlight(desk, annotation))
  return [...told, ...(here.length > TOLD ? [words.who.more(here.length - TOLD)] : [])].join('; ')
}

/** Whose highlight it is, as what, its words, and whether something is written on it. */
export const describeHighlight = (desk: Desk, annotation: Annotation): string => {
  const { member, highlight, memo } = annotation
  const comments = desk.annotations.messagesOn({ type: 'highlight', member, highlight: highlight.id }).length
  return [
    words.who.said(nameOf(desk, member), codeNames(desk, annotation), quoteOf(annotation)),
    ...(memo ? [words.who.memo] : []),
    ...(comments > 0 ? [codings.lanes.comments(comments)] : []),
  ].join(', ')
}

/** What begins and what ends where one goes from a point to another, as a voice says it beside the words there. */
export const describeStep = (desk: Desk, from: TextPoint | null, to: TextPoint): string => {
  const before = new Set(from ? remarks(desk, desk.annotations.at(from)) : [])
  const now = remarks(desk, desk.annotations.at(to))
  const begun = now.filter(annotation => !before.has(annotation))
  const ended = [...before].filter(annotation => !now.includes(annotation))
  const tell = (annotation: Annotation) =>
    words.who.as(nameOf(desk, annotation.member), codeNames(desk, annotation))
  return [
    ...(begun.length > 0 ? [words.who.begins(listed(begun.slice(0, TOLD).map(tell)))] : []),
    ...(ended.length > 0 ? [words.who.ends(listed(ended.slice(0, TOLD).map(tell)))] : []),
  ].join('. ')
}
