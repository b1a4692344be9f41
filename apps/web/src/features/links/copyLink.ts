import { paths } from '../../paths.ts'
import { formatTime } from '../../text/format.ts'
import { links as words } from '../../text/links.ts'
import { notifyDone } from '../../ui/notify.ts'
import type { Desk } from '../desk/desk.ts'

type Place = NonNullable<Parameters<typeof paths.desk>[2]>

const copy = async (desk: Desk, place: Place, said: string): Promise<void> => {
  const address = location.origin + paths.desk(desk.workspace, desk.conversation.id, place)
  try {
    await navigator.clipboard.writeText(address)
    notifyDone(said)
  } catch {
    // Without a secure connection, or without the person's leave, a page may not write to the clipboard.
    notifyDone(words.copyByHand(address))
  }
}

/** A turn, with its first source word: that is how it is found again when it was joined to another. */
export const copyTurnLink = (desk: Desk, turn: string): Promise<void> =>
  copy(desk, { turn, word: desk.index.turn(turn)?.firstSourceWord }, words.copied)

/** A highlight, with its time: where it stood is shown when it was deleted. */
export const copyHighlightLink = (desk: Desk, key: string): Promise<void> => {
  const annotation = desk.annotations.get(key)
  if (!annotation) return Promise.resolve()
  const { member, highlight } = annotation
  const seconds = highlight.anchor.from >= 0 ? highlight.anchor.from / 1000 : null
  return copy(desk, { member, highlight: highlight.id, seconds }, words.copied)
}

/** Where the recording stands. */
export const copyTimeLink = (desk: Desk): Promise<void> => {
  const seconds = desk.player?.now() ?? 0
  return copy(desk, { seconds }, words.copiedTime(formatTime(seconds)))
}
