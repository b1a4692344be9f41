import diff from 'fast-diff'

/** Replace `deleteCount` UTF-16 units at `offset` of the old text by `insert`. */
export interface TextEdit {
  offset: number
  deleteCount: number
  insert: string
}

/** Above this product of what differs it is compared word by word: character by character would take seconds. */
const FINE_LIMIT = 1_000_000
const SIMPLE = /^[\t\n\x20-\x7e]*$/

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const splitGraphemes = (text: string): string[] =>
  SIMPLE.test(text) ? [...text] : Array.from(graphemes.segment(text), ({ segment }) => segment)
const splitWords = (text: string): string[] => text.match(/\s+|\S+/g) ?? []

/**
 * What a diff of token sequences found: runs of tokens that are equal, only in `before`, or only in `after`. Tokens
 * are written as one UTF-16 unit each for the diff, skipping surrogates, which it would treat as pairs.
 */
export const diffTokens = (
  before: readonly string[],
  after: readonly string[],
): { type: 'equal' | 'delete' | 'insert'; count: number }[] => {
  const codes = new Map<string, string>()
  const encode = (tokens: readonly string[]) => {
    let encoded = ''
    for (const token of tokens) {
      let code = codes.get(token)
      if (code === undefined) {
        const next = codes.size + 1
        // 63,487 different tokens; what exceeds them is taken for one and the same.
        code = String.fromCharCode(next < 0xd800 ? next : Math.min(next + 0x800, 0xffff))
        codes.set(token, code)
      }
      encoded += code
    }
    return encoded
  }
  return diff(encode(before), encode(after)).map(([kind, run]) => ({
    type: kind === diff.EQUAL ? 'equal' : kind === diff.DELETE ? 'delete' : 'insert',
    count: run.length,
  }))
}

const lengthOf = (tokens: readonly string[], from: number, count: number): number => {
  let length = 0
  for (let i = from; i < from + count; i++) length += tokens[i]!.length
  return length
}

/**
 * The few edits that turn `before` into `after`, in order of their offsets in `before`, never cutting a grapheme (a
 * letter with its accents, an emoji of several parts).
 */
export const diffText = (before: string, after: string): TextEdit[] => {
  if (before === after) return []
  let old = splitGraphemes(before)
  let now = splitGraphemes(after)
  let same = 0
  while (same < old.length && same < now.length && old[same] === now[same]) same++
  let sameEnd = 0
  const most = Math.min(old.length, now.length) - same
  while (sameEnd < most && old[old.length - 1 - sameEnd] === now[now.length - 1 - sameEnd]) sameEnd++
  let offset = lengthOf(old, 0, same)
  old = old.slice(same, old.length - sameEnd)
  now = now.slice(same, now.length - sameEnd)
  if (old.length * now.length > FINE_LIMIT) {
    old = splitWords(old.join(''))
    now = splitWords(now.join(''))
  }
  const edits: TextEdit[] = []
  let oldToken = 0
  let newToken = 0
  let open: TextEdit | null = null
  for (const { type, count } of diffTokens(old, now)) {
    if (type === 'equal') {
      offset += lengthOf(old, oldToken, count)
      oldToken += count
      newToken += count
      open = null
      continue
    }
    if (!open) {
      open = { offset, deleteCount: 0, insert: '' }
      edits.push(open)
    }
    if (type === 'delete') {
      const length = lengthOf(old, oldToken, count)
      open.deleteCount += length
      offset += length
      oldToken += count
    } else {
      open.insert += now.slice(newToken, newToken + count).join('')
      newToken += count
    }
  }
  return edits
}
