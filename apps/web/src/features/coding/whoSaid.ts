import type { TextPoint } from '@polyphony/document'
import { coding as words } from '../../text/coding.ts'
import { desk as deskWords } from '../../text/desk.ts'
import { formatCount } from '../../text/format.ts'
import type { Desk } from '../desk/desk.ts'
import { quoteOf } from '../history/quoteOf.ts'
import type { Annotation } from './annotations.ts'
import { codesOf } from './codesOf.ts'

/** More than so many are counted, not told. */
const TOLD = 5

const nameOf = (desk: Desk, member: string): string =>
  member === desk.me.id && desk.layer
    ? deskWords.passage.you
    : (desk.members.get(member)?.name ?? deskWords.passage.someone)

const listed = (parts: string[]): string => new Intl.ListFormat('en', { type: 'conjunction' }).format(parts)

const remarks = (desk: Desk, annotations: readonly Annotation[]): Annotation[] =>
  annotations.filter(annotation => desk.shown.showsRemark(annotation))

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
  const { ontology } = desk.facts.get()
  const here = remarks(desk, desk.annotations.at(point))
  if (here.length === 0) return words.who.none
  const told = here.slice(0, TOLD).map(annotation => {
    const codes = codesOf(ontology, annotation).map(({ name }) => name)
    return words.who.said(
      nameOf(desk, annotation.member),
      codes.length > 0 ? listed(codes) : deskWords.passage.noCode,
      quoteOf(annotation),
    )
  })
  return [...told, ...(here.length > TOLD ? [words.who.more(here.length - TOLD)] : [])].join('; ')
}
