import { diffText, type TextEdit } from './diffText.ts'

/** An edit of what a correction made of a text that makes it what it was. */
export interface TakeBackEdit extends TextEdit {
  /** Where it applies to the text as it is by now; null where others changed the very same place. */
  now: number | null
}

/** The edits that take a correction of a text back, in order, and where each applies to what the text is by now. */
export const takeBackEdits = (before: string, after: string, now: string): TakeBackEdit[] => {
  const since = diffText(after, now)
  return diffText(after, before).map(edit => {
    let shift = 0
    for (const other of since) {
      const otherEnd = other.offset + other.deleteCount
      if (otherEnd < edit.offset || (otherEnd === edit.offset && other.deleteCount > 0 && !other.insert))
        shift += other.insert.length - other.deleteCount
      else if (other.offset <= edit.offset + edit.deleteCount) return { ...edit, now: null }
    }
    return { ...edit, now: edit.offset + shift }
  })
}
