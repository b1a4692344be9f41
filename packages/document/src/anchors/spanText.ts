import type { TranscriptIndex } from '../transcript/TranscriptIndex.ts'
import type { TextSpan } from '../types.ts'

/** The text of a passage; a line break stands where a turn ends. '' when a turn of it is gone or it is reversed. */
export const spanText = (index: TranscriptIndex, { start, end }: TextSpan): string => {
  const first = index.position(start.turn)
  const last = index.position(end.turn)
  if (first < 0 || last < first) return ''
  if (first === last) return index.order[first]!.text.slice(start.offset, end.offset)
  const pieces = [index.order[first]!.text.slice(start.offset)]
  for (let i = first + 1; i < last; i++) pieces.push(index.order[i]!.text)
  pieces.push(index.order[last]!.text.slice(0, end.offset))
  return pieces.join('\n')
}

/**
 * The same passage without a start at the end of a turn or an end at the start of one (a triple click or a selection
 * by keys makes such). null when nothing is left.
 */
export const trimSpan = (index: TranscriptIndex, { start, end }: TextSpan): TextSpan | null => {
  let first = index.position(start.turn)
  let last = index.position(end.turn)
  if (first < 0 || last < 0) return null
  let { offset: from } = start
  let { offset: to } = end
  while (first < last && from >= index.order[first]!.text.length) {
    first++
    from = 0
  }
  while (first < last && to <= 0) {
    last--
    to = index.order[last]!.text.length
  }
  if (first > last || (first === last && from >= to)) return null
  return {
    start: { turn: index.order[first]!.id, offset: from },
    end: { turn: index.order[last]!.id, offset: to },
  }
}
