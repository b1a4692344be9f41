import type * as Y from 'yjs'

/**
 * Replaces `deleted`, which stands at `at`, by `insert`. The insertion goes between the first and the last character
 * of what it replaces, so that an anchor on exactly the replaced words holds the new ones: deleted characters still
 * know their place.
 */
export const replaceText = (text: Y.Text, at: number, deleted: string, insert: string): void => {
  const first = (deleted.codePointAt(0) ?? 0) > 0xffff ? 2 : 1
  if (insert && deleted.length > first) {
    text.insert(at + first, insert)
    text.delete(at + first + insert.length, deleted.length - first)
    text.delete(at, first)
    return
  }
  if (deleted) text.delete(at, deleted.length)
  if (insert) text.insert(at, insert)
}
