import type { StepTaken } from '@polyphony/document'
import { history as words } from '../../text/history.ts'
import { notifyBriefly, notifyDone, notifyError } from '../../ui/notify.ts'

/** Says what was taken back or, with `way` redo, done again; what the server refuses of it is said as well. */
export const sayTaken = (taken: StepTaken | null, way: 'undo' | 'redo'): void => {
  if (!taken) {
    notifyDone(way === 'undo' ? words.nothing : words.nothingRedo)
    return
  }
  const what = taken.act?.label ?? words.something
  notifyBriefly('history', way === 'undo' ? words.undone(what) : words.redone(what))
  taken.settled.catch(notifyError)
}
