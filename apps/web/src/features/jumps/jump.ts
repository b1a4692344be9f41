import { spanText } from '@polyphony/document'
import { codings as words } from '../../text/codings.ts'
import { desk as deskWords } from '../../text/desk.ts'
import { formatTime } from '../../text/format.ts'
import { thematicCodesOf } from '../coding/codesOf.ts'
import { describeSides } from '../coding/describeSides.ts'
import type { Desk } from '../desk/desk.ts'
import { standing } from '../desk/shortcuts/standing.ts'
import { comparePoints, turnTexts } from '../transcript/snapSpan.ts'
import { type DeskStop, type JumpKind, jumpStops } from './jumpStops.ts'
import { nextStop } from './nextStop.ts'

/** Where the last jump led. */
export interface Reached {
  kind: JumpKind
  /** From 1; 0 when there was nothing in that direction. */
  at: number
  of: number
  /** What is there, in words. */
  says: string
}

const abridge = (text: string): string => (text.length > 90 ? `${text.slice(0, 80).trimEnd()} …` : text)

/** What a stop is, for those who cannot see it. */
const describe = (desk: Desk, kind: JumpKind, { at, to, focus }: DeskStop): string => {
  const quote = abridge(spanText(desk.index, { start: at, end: to }))
  if (kind === 'disagreement') {
    const here = desk.shown.disagreements.inTurn(at.turn).find(({ from }) => from === at.offset)
    return `${here ? describeSides(desk, here.sides) : ''}: “${quote}”`
  }
  if (kind === 'quiet') {
    const time = (point: DeskStop['at']) => {
      const seconds = desk.timeAt(point)
      return seconds === null ? '' : formatTime(seconds)
    }
    const count = desk.index.position(to.turn) - desk.index.position(at.turn) + 1
    return words.jump.quiet(count, time(at), time(to))
  }
  const annotation = desk.annotations.get(focus ?? '')
  if (!annotation) return quote
  const { member, highlight } = annotation
  if (kind === 'comment') {
    const messages = desk.annotations.messagesOn({ type: 'highlight', member, highlight: highlight.id })
    return words.jump.comments(messages.length, quote)
  }
  const codes = thematicCodesOf(desk.facts.get().ontology, annotation).map(({ name }) => name)
  const name = desk.members.get(member)?.name ?? deskWords.passage.someone
  return words.jump.highlight(
    member === desk.me.id ? deskWords.passage.you : name,
    codes.join(', ') || deskWords.passage.noCode,
    quote,
  )
}

/** The highlight to show for a stop that is about several: mine if it is one of them. */
const focusOf = (desk: Desk, kind: JumpKind, { at, focus }: DeskStop): string | null => {
  if (kind !== 'disagreement') return focus
  const here = desk.shown.disagreements.inTurn(at.turn).find(({ from }) => from === at.offset)
  const keys = [...(here?.keys ?? [])].filter(key => desk.shown.shows(desk.annotations.get(key)!))
  return keys.find(key => desk.annotations.get(key)?.member === desk.me.id) ?? keys[0] ?? null
}

/**
 * Goes to the next or previous stop of a kind among what is shown, and says what was reached. `focusText`: the keyboard
 * goes along; else it stays where it is, as on a button that is to be pressed again.
 */
export const jump = (desk: Desk, kind: JumpKind, direction: 1 | -1, focusText = true): boolean => {
  const stops = jumpStops(desk, kind)
  const turns = turnTexts(desk.index)
  const point = standing(desk)
  if (!point) return false
  const { focus, caret } = desk.state.get()
  const next = nextStop(stops, { point, focus, arrived: caret !== null }, direction, (a, b) =>
    comparePoints(turns, a, b),
  )
  const stop = stops[next]
  if (!stop) {
    const says = stops.length === 0 ? words.jump.none[kind] : words.jump.noMore[direction]
    desk.state.set({ jump: { kind, at: 0, of: stops.length, says } })
    return true
  }
  desk.state.set({
    caret: stop.at,
    turn: stop.at.turn,
    focus: focusOf(desk, kind, stop),
    selection: null,
    selectionOrigin: null,
    // The recording may play on; the text stays where one jumped to.
    following: false,
    jump: { kind, at: next + 1, of: stops.length, says: describe(desk, kind, stop) },
  })
  desk.view.current?.reveal(stop.at, { focus: focusText, smooth: false })
  return true
}
