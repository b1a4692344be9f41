import { diffText, type TextEdit } from './diffText.ts'

/**
 * Takes a correction of a text back, from what the text is by now: what the correction changed becomes what it was, what
 * others changed elsewhere in it stays. Null where they changed the very same place.
 */
export const takeBackText = (before: string, after: string, now: string): string | null => {
  if (now === after) return before
  const since = diffText(after, now)
  const back: TextEdit[] = []
  for (const edit of diffText(after, before)) {
    let shift = 0
    for (const other of since) {
      const otherEnd = other.offset + other.deleteCount
      if (otherEnd < edit.offset || (otherEnd === edit.offset && other.deleteCount > 0 && !other.insert))
        shift += other.insert.length - other.deleteCount
      else if (other.offset <= edit.offset + edit.deleteCount) return null
    }
    back.push({ ...edit, offset: edit.offset + shift })
  }
  let text = now
  for (const { offset, deleteCount, insert } of back.reverse())
    text = text.slice(0, offset) + insert + text.slice(offset + deleteCount)
  return text
}
