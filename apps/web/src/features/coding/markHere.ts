import { Act, createAnchor, setHighlightAnchor, type TextSpan } from '@polyphony/document'
import { coding as words } from '../../text/coding.ts'
import { history } from '../../text/history.ts'
import { notifyBriefly } from '../../ui/notify.ts'
import type { Desk } from '../desk/desk.ts'
import { quoteOfSpan } from '../history/quoteOf.ts'
import { justHeard, sentenceBefore } from '../transcript/justHeard.ts'
import { turnTexts } from '../transcript/snapSpan.ts'
import { applyCode, highlightSelection, myFocus } from './codingCommands.ts'

/** Presses within so many milliseconds take the sentence before in, instead of beginning anew. */
const AGAIN_MS = 4000

const keep = (desk: Desk, span: TextSpan): void => {
  desk.state.set({ selection: span, selectionOrigin: span.start })
  const { sticky } = desk.state.get()
  const kept = sticky ? applyCode(desk, sticky.code) : highlightSelection(desk) !== null
  // Where the sticky code was put out of use at this moment, the words are kept all the same.
  if (!kept) highlightSelection(desk)
  const { focus } = desk.state.get()
  desk.state.set({
    turn: span.start.turn,
    here: focus === null ? null : { key: focus, at: Date.now() },
    ...(sticky && kept && { sticky: { ...sticky } }),
  })
  notifyBriefly('here', words.here.kept(quoteOfSpan(desk, span)))
}

/** Marks "here" while listening: keeps the sentence just heard; pressed again soon, the one before it as well. */
export const markHere = (desk: Desk): void => {
  const { player } = desk
  const { timing } = desk.facts.get()
  if (!player || !timing) {
    notifyBriefly('here', player ? words.here.noTimes : words.here.noRecording)
    return
  }
  const turns = turnTexts(desk.index)
  const { here } = desk.state.get()
  const mine = myFocus(desk)
  if (mine && desk.layer && here?.key === mine.key && Date.now() - here.at < AGAIN_MS) {
    const span = 'span' in mine.resolution ? mine.resolution.span : null
    const before = span && sentenceBefore(turns, span.start)
    desk.state.set({ here: { key: mine.key, at: Date.now() } })
    if (!span || !before) {
      notifyBriefly('here', words.here.first)
      return
    }
    const wider = { start: before.start, end: span.end }
    const quote = quoteOfSpan(desk, wider)
    const act = new Act(history.acts.widen(quote), {
      joins: `here:${mine.key}`,
      within: AGAIN_MS,
      about: mine.key,
    })
    const anchor = createAnchor(desk.index, wider, timing.spanTimes(wider))
    setHighlightAnchor(desk.layer.doc, mine.highlight.id, anchor, act)
    notifyBriefly('here', words.here.widened(quote))
    return
  }
  const span = justHeard(turns, timing, player.now() * 1000)
  if (span) keep(desk, span)
  else notifyBriefly('here', words.here.nothingYet)
}
