import { spanText, type TextPoint, type TextSpan } from '@polyphony/document'
import { shortcuts } from '../../../text/shortcuts.ts'
import { announce } from '../../../ui/announce.ts'
import { notifyBriefly } from '../../../ui/notify.ts'
import { myFocus } from '../../coding/codingCommands.ts'
import { describePoint, describeStep } from '../../coding/whoSaid.ts'
import { type Direction, unitAt, unitBeyond } from '../../transcript/extendSelection.ts'
import { turnTexts } from '../../transcript/snapSpan.ts'
import type { Desk } from '../desk.ts'
import type { Shortcut } from './Shortcut.ts'
import { standAt, standing } from './standing.ts'

const moveTurn = (desk: Desk, direction: Direction): boolean => {
  const { caret, turn } = desk.state.get()
  const from = standing(desk)
  if (!from) return false
  // The first press takes the turn one sees, not the one after it.
  let at = desk.index.position(from.turn) + (caret || turn ? direction : 0)
  while (desk.index.order[at]?.text === '') at += direction
  const next = desk.index.order[at]
  if (!next) return true
  const word = unitAt(turnTexts(desk.index), { turn: next.id, offset: 0 }, 'word')
  standAt(desk, word?.start ?? { turn: next.id, offset: 0 })
  return true
}

const moveWord = (desk: Desk, direction: Direction): boolean => {
  const from = standing(desk)
  if (!from) return false
  const turns = turnTexts(desk.index)
  const here = unitAt(turns, from, 'word')
  const edge = direction > 0 ? (here?.end ?? from) : (here?.start ?? from)
  const { caret } = desk.state.get()
  const next = caret ? unitBeyond(turns, edge, 'word', direction) : here
  if (!next) return true
  standAt(desk, next.start)
  tell(desk, next, caret)
  return true
}

const moveSentence = (desk: Desk, direction: Direction): boolean => {
  const from = standing(desk)
  if (!from) return false
  const turns = turnTexts(desk.index)
  const here = unitAt(turns, from, 'sentence')
  const mine = myFocus(desk)
  const span = mine && 'span' in mine.resolution ? mine.resolution.span : null
  // From the start of a highlight of mine one goes on behind it: that has been dealt with.
  const dealtWith =
    span && span.start.turn === from.turn && span.start.offset === from.offset ? span.end : null
  const within = here && here.start.turn === from.turn && here.start.offset < from.offset
  const next =
    direction > 0
      ? unitBeyond(turns, dealtWith ?? here?.end ?? from, 'sentence', 1)
      : within
        ? here
        : unitBeyond(turns, here?.start ?? from, 'sentence', -1)
  if (!next) return true
  standAt(desk, next.start)
  tell(desk, next, from)
  return true
}

/** Says the words one has come to, and which highlights begin or end there, to those who cannot see it. */
const tell = (desk: Desk, { start, end }: TextSpan, from: TextPoint | null): void =>
  announce([spanText(desk.index, { start, end }), describeStep(desk, from, start)].filter(Boolean).join('. '))

const w = shortcuts.names

/** Reading and moving. */
export const moveShortcuts: readonly Shortcut[] = [
  {
    group: 'move',
    label: w.nextTurn,
    keys: ['J', '↓'],
    on: ['j', 'arrowdown'],
    run: desk => moveTurn(desk, 1),
  },
  {
    group: 'move',
    label: w.previousTurn,
    keys: ['K', '↑'],
    on: ['k', 'arrowup'],
    run: desk => moveTurn(desk, -1),
  },
  {
    group: 'move',
    label: w.words,
    keys: ['←', '→'],
    on: ['arrowleft', 'arrowright'],
    run: (desk, key) => moveWord(desk, key === 'arrowright' ? 1 : -1),
  },
  {
    group: 'move',
    label: w.sentences,
    keys: ['Ctrl ←', 'Ctrl →'],
    on: ['ctrl+arrowleft', 'ctrl+arrowright'],
    run: (desk, key) => moveSentence(desk, key.endsWith('right') ? 1 : -1),
  },
  {
    group: 'move',
    label: w.who,
    keys: ['Shift H'],
    on: ['shift+h'],
    run(desk) {
      const point = standing(desk)
      if (!point) return false
      notifyBriefly('who', describePoint(desk, point))
      return true
    },
  },
]
