import { newId } from '../newId.ts'
import { LOCAL_ORIGIN } from '../origins.ts'
import { makeBoundary } from './layout.ts'
import { replaceText } from './replaceText.ts'
import type { TranscriptIndex, Turn } from './TranscriptIndex.ts'

/** The turn, or RangeError when it is gone. */
const need = (index: TranscriptIndex, id: string): Turn => {
  index.boundaryOf(id)
  return index.turn(id)!
}

/**
 * Deletes `deleteCount` characters at `offset` of a turn and inserts `insert` there. Stays within the turn: joining is
 * a command of its own. Throws RangeError when the range lies outside.
 */
export const spliceTurn = (
  index: TranscriptIndex,
  turnId: string,
  offset: number,
  deleteCount: number,
  insert: string,
  origin: unknown = LOCAL_ORIGIN,
): void => {
  const { text } = need(index, turnId)
  const end = offset + deleteCount
  if (offset < 0 || deleteCount < 0 || end > text.length) {
    throw new RangeError(`${offset}–${end} lies outside turn ${turnId}, which has ${text.length} characters.`)
  }
  const at = index.startOf(turnId) + offset
  index.doc.transact(() => replaceText(index.text, at, text.slice(offset, end), insert), origin)
}

/**
 * Splits a turn at `offset`: what follows becomes a turn of its own, of `speaker` or else the same one. Take
 * `firstSourceWord` from `timing.sourceWordAt`. Returns the new turn's id.
 */
export const splitTurn = (
  index: TranscriptIndex,
  turnId: string,
  offset: number,
  { id = newId(6), speaker, firstSourceWord }: { id?: string; speaker?: string; firstSourceWord: number },
  origin: unknown = LOCAL_ORIGIN,
): string => {
  const turn = need(index, turnId)
  if (offset < 0 || offset > turn.text.length) {
    throw new RangeError(`${offset} lies outside turn ${turnId}, which has ${turn.text.length} characters.`)
  }
  const at = index.startOf(turnId) + offset
  const boundary = makeBoundary({ id, speaker: speaker ?? turn.speaker, firstSourceWord })
  index.doc.transact(() => index.text.insertEmbed(at, boundary), origin)
  return id
}

/** Scripts written without spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u

/**
 * Joins a turn to the one before it by deleting its boundary; no text moves. Where two words would run into each
 * other a space is put between. Throws RangeError for the first turn.
 */
export const joinTurn = (index: TranscriptIndex, turnId: string, origin: unknown = LOCAL_ORIGIN): void => {
  const turn = need(index, turnId)
  const previous = index.order[index.position(turnId) - 1]
  if (!previous) throw new RangeError(`Turn ${turnId} is the first: there is none to join it to.`)
  const at = index.startOf(turnId) - 1
  const seam = previous.text.slice(-1) + turn.text.slice(0, 1)
  const glued = seam.length === 2 && !/\s/.test(seam) && !UNSPACED.test(seam)
  index.doc.transact(() => {
    if (glued) index.text.insert(at, ' ')
    index.text.delete(glued ? at + 1 : at, 1)
  }, origin)
}

/** Attributes a turn to another speaker. */
export const setTurnSpeaker = (
  index: TranscriptIndex,
  turnId: string,
  speaker: string,
  origin: unknown = LOCAL_ORIGIN,
): void => {
  const boundary = index.boundaryOf(turnId)
  index.doc.transact(() => boundary.set('sp', speaker), origin)
}
