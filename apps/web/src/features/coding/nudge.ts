import { Act, createAnchor, setHighlightAnchor, type TextPoint } from '@polyphony/document'
import { coding as words } from '../../text/coding.ts'
import { history } from '../../text/history.ts'
import { announce } from '../../ui/announce.ts'
import { notifyBriefly } from '../../ui/notify.ts'
import type { Desk } from '../desk/desk.ts'
import { quoteOfSpan } from '../history/quoteOf.ts'
import type { Direction } from '../transcript/extendSelection.ts'
import { type Edge, nudgeSpan } from '../transcript/nudgeSpan.ts'
import { turnTexts } from '../transcript/snapSpan.ts'
import { myFocus } from './codingCommands.ts'

/** Presses within so many milliseconds are one step of undo. */
const QUICK_MS = 2000
/** Seconds heard on either side of an edge that was moved. */
const AROUND = 0.5

const hear = (desk: Desk, edge: TextPoint): void => {
  const at = desk.timeAt(edge)
  if (at !== null) desk.player?.playSpan(Math.max(0, at - AROUND), at + AROUND)
}

/** Moves an edge of what is selected, or else of my highlight in focus, by a word, and plays the sound around it. */
export const nudge = (desk: Desk, edge: Edge, direction: Direction): void => {
  const { selection, focus } = desk.state.get()
  const mine = selection ? null : myFocus(desk)
  if (!selection && !mine) {
    const other = focus === null ? undefined : desk.annotations.get(focus)
    const name = other && (desk.members.get(other.member)?.name ?? '')
    notifyBriefly('nudge', name ? words.nudge.notMine(name) : words.nudge.nothing)
    return
  }
  const span = selection ?? (mine && 'span' in mine.resolution ? mine.resolution.span : null)
  if (!span) {
    notifyBriefly('nudge', words.nudge.lost)
    return
  }
  const next = nudgeSpan(turnTexts(desk.index), span, edge, direction)
  if (!next) {
    notifyBriefly('nudge', words.nudge.noFurther)
    return
  }
  const moved = next[edge]
  if (mine && desk.layer) {
    const act = new Act(history.acts.nudge(quoteOfSpan(desk, next)), {
      joins: `nudge:${mine.key}`,
      within: QUICK_MS,
      about: mine.key,
    })
    const times = desk.facts.get().timing?.spanTimes(next)
    setHighlightAnchor(desk.layer.doc, mine.highlight.id, createAnchor(desk.index, next, times), act)
    desk.state.set({ caret: next.start, turn: next.start.turn })
    announce(words.nudge.now(quoteOfSpan(desk, next)))
  } else desk.state.set({ selection: next, selectionOrigin: next.start })
  desk.view.current?.reveal(moved, { smooth: false })
  hear(desk, moved)
}
