import type { Correction } from '@polyphony/contract'
import { Act, correctTurn, joinTurn, renameSpeaker, setTurnSpeaker, takeBackText } from '@polyphony/document'
import { tools as words } from '../../text/tools.ts'
import { notifyDone, notifyUndo } from '../../ui/notify.ts'
import type { Desk } from '../desk/desk.ts'
import { takeBack } from '../history/historyCommands.ts'

/**
 * Whether a correction can be taken back as a whole. One that joined turns cannot: taking its words off again would lose
 * those of the turn that went.
 */
export const isReversible = ({ turns, speakers }: Correction): boolean =>
  turns.every(({ before, after }) => after !== null && after.text !== null && before?.text !== null) &&
  speakers.every(({ before, after }) => before !== null && after !== null)

/** Takes somebody's correction back, as a new correction of mine; what was changed since at the same place stays. */
export const takeBackCorrection = (desk: Desk, correction: Correction): void => {
  const { index, facts } = desk
  const act = new Act(words.history.act, { about: correction.turns[0]?.turn })
  let done = 0
  let kept = 0
  // What was split off is joined first: its neighbour's words then are what they were.
  for (const { turn, before, after } of correction.turns) {
    if (before !== null) continue
    const now = index.turn(turn)
    if (now && now.text === after?.text && index.position(turn) > 0) {
      joinTurn(index, turn, act)
      done++
    } else if (now) kept++
  }
  for (const { turn, before, after } of correction.turns) {
    const now = index.turn(turn)
    if (before === null || after === null || before.text === null || after.text === null) continue
    if (!now) {
      kept++
      continue
    }
    if (before.text !== after.text && now.text !== before.text) {
      const text = takeBackText(before.text, after.text, now.text)
      if (text === null) kept++
      else {
        correctTurn(index, turn, text, act)
        done++
      }
    }
    if (before.speaker !== after.speaker && now.speaker === after.speaker) {
      if (facts.get().speakers.has(before.speaker)) {
        setTurnSpeaker(index, turn, before.speaker, act)
        done++
      } else kept++
    }
  }
  for (const { speaker, before, after } of correction.speakers) {
    if (before === null || after === null || before === after) continue
    if (facts.get().speakers.get(speaker)?.name === after) {
      renameSpeaker(desk.transcript.doc, speaker, before, act)
      done++
    } else kept++
  }
  if (done > 0) notifyUndo(words.history.takenBack, () => takeBack(desk, { act }))
  if (kept > 0) notifyDone(words.history.kept(kept))
  else if (done === 0) notifyDone(words.history.nothing)
}
