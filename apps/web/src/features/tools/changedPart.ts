export interface ChangedPart {
  before: string
  removed: string
  inserted: string
  behind: string
}

/** Characters shown on either side, and of a long change. */
const AROUND = 50
const LONG = 240

const shorten = (text: string): string => (text.length > LONG ? `${text.slice(0, LONG)} …` : text)

const tokens = (text: string): string[] => text.match(/\s+|\S+/g) ?? []

/** What differs between two texts, in whole words, with a little of what stands around it. */
export const changedPart = (before: string, after: string): ChangedPart => {
  const [old, now] = [tokens(before), tokens(after)]
  let head = 0
  while (head < old.length && head < now.length && old[head] === now[head]) head++
  let tail = 0
  const most = Math.min(old.length, now.length) - head
  while (tail < most && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++
  const left = old.slice(0, head).join('')
  const right = tail > 0 ? old.slice(-tail).join('') : ''
  return {
    before: left.length > AROUND ? `… ${left.slice(-AROUND).replace(/^\S*\s/, '')}` : left,
    removed: shorten(old.slice(head, old.length - tail).join('')),
    inserted: shorten(now.slice(head, now.length - tail).join('')),
    behind: right.length > AROUND ? `${right.slice(0, AROUND).replace(/\s\S*$/, '')} …` : right,
  }
}
