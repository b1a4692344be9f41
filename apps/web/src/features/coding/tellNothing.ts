import { coding as words } from '../../text/coding.ts'
import { notifyBriefly } from '../../ui/notify.ts'
import type { Desk } from '../desk/desk.ts'
import { nameOf } from './whoSaid.ts'

/**
 * Says what a key for coding, writing or deleting would need, where it found nothing that it could mean. Returns false
 * where there is nothing to say: the person's layer has not come yet.
 */
export const tellNothing = (desk: Desk, wanted: keyof typeof words.nothing): boolean => {
  if (desk.abilities.code && !desk.layer) return false
  const other = desk.annotations.get(desk.state.get().focus ?? '')
  const notMine = other && (wanted === 'memo' || wanted === 'remove') ? words.notMine[wanted] : null
  if (!desk.abilities.code) notifyBriefly('nothing', words.mayNotCode)
  else notifyBriefly('nothing', notMine ? notMine(nameOf(desk, other!.member)) : words.nothing[wanted])
  return true
}
