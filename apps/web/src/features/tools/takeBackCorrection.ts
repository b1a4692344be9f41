import type { Correction } from '@polyphony/contract'
import {
  Act,
  canTakeBackTurns,
  confirmWords,
  type Kept,
  renameSpeaker,
  setTurnSpeaker,
  takeBackTurns,
} from '@polyphony/document'
import { formatTime } from '../../text/format.ts'
import { tools as words } from '../../text/tools.ts'
import { notifyDone, notifyUndo } from '../../ui/notify.ts'
import { speakerOf } from '../correction/correctionCommands.ts'
import type { Desk } from '../desk/desk.ts'
import { takeBack } from '../history/historyCommands.ts'

/** Whether a correction can be taken back as a whole: its record says enough. */
export const isReversible = ({ turns, speakers }: Correction): boolean =>
  canTakeBackTurns(turns) && speakers.every(({ before, after }) => before !== null && after !== null)

/** Takes somebody's correction back, as a new correction of mine; what was changed since at the same place stays. */
export const takeBackCorrection = (desk: Desk, correction: Correction): void => {
  const { index, facts } = desk
  const act = new Act(words.history.act, { about: correction.turns[0]?.turn })
  let { done, kept } = takeBackTurns(index, correction.turns, act)
  for (const { turn, before, after } of correction.turns) {
    if (before === null || after === null || before.speaker === after.speaker) continue
    if (index.turn(turn)?.speaker !== after.speaker) continue
    if (facts.get().speakers.has(before.speaker)) {
      setTurnSpeaker(index, turn, before.speaker, act)
      done++
    } else kept = [...kept, { turn, why: 'changed' }]
  }
  let names = 0
  for (const { speaker, before, after } of correction.speakers) {
    if (before === null || after === null || before === after) continue
    if (facts.get().speakers.get(speaker)?.name === after) {
      renameSpeaker(desk.transcript.doc, speaker, before, act)
      done++
    } else names++
  }
  const asBefore = (right: boolean) =>
    confirmWords(
      desk.transcript.doc,
      correction.words.filter(change => change.right === right).map(({ word }) => word),
      !right,
      act,
    )
  done += asBefore(true) + asBefore(false)
  if (done > 0) notifyUndo(words.history.takenBack, () => takeBack(desk, { act }))
  if (kept.length > 0) notifyDone(kept.map(one => whyKept(desk, one)).join(' '))
  if (names > 0) notifyDone(words.history.namesKept(names))
  else if (done === 0 && kept.length === 0) notifyDone(words.history.nothing)
}

const whyKept = (desk: Desk, { turn, why }: Kept): string => {
  const ms = desk.index.turn(turn) ? desk.timeAt({ turn, offset: 0 }) : null
  const place = words.history.changed(speakerOf(desk, turn), typeof ms === 'number' ? formatTime(ms) : '')
  return words.history.kept[why](place)
}
