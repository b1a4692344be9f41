import type { ImportReport } from './importReport.ts'
import type { DraftWord } from './transcriptDraft.ts'
import type { Segment } from './transcriptFormat.ts'

/** A line said this many times in a row is worth a note. */
const REPEATS = 3

/**
 * Puts cues in the order of time, drops exact doubles, joins cues that share one span (writers split a line that way),
 * and notes lines that come back again and again.
 */
export const orderSegments = (segments: Segment[], report: ImportReport): Segment[] => {
  const ordered = inOrder(segments, report)
  const kept: Segment[] = []
  let repeats = 1
  let previousText = ''
  for (const segment of ordered) {
    const previous = kept.at(-1)
    const sameSpan =
      previous !== undefined &&
      previous.speaker === segment.speaker &&
      segment.start !== null &&
      segment.end !== null &&
      previous.start === segment.start &&
      previous.end === segment.end
    const text = textOf(segment)
    const sameText = previous !== undefined && previousText === text
    previousText = text
    if (sameSpan && sameText) {
      report.add('skipped', 'A cue that is there twice', { where: segment.where, example: text })
      continue
    }
    repeats = sameText ? repeats + 1 : 1
    if (repeats === REPEATS) {
      report.add(
        'note',
        'The same line several times in a row, kept: recognisers invent such lines in silence',
        {
          where: segment.where,
          example: text,
        },
      )
    }
    if (sameSpan && untimed(previous.words[0]!) && segment.words.every(untimed)) {
      for (const word of segment.words) previous.words.push(word)
    } else kept.push({ ...segment, words: [...segment.words] })
  }
  return kept
}

const inOrder = (segments: Segment[], report: ImportReport): Segment[] => {
  const starts = segments.map(startOf)
  let moved = false
  let latest = Number.NEGATIVE_INFINITY
  segments.forEach((segment, i) => {
    const start = starts[i]
    if (start === null || start === undefined) return
    if (start < latest) {
      moved = true
      report.add('repaired', 'A cue out of the order of time: moved to its place', { where: segment.where })
    }
    latest = Math.max(latest, start)
  })
  if (!moved) return segments
  // A cue without a time stays behind the one it follows.
  let known = Number.NEGATIVE_INFINITY
  const keys = starts.map(start => {
    if (start !== null) known = start
    return known
  })
  return segments
    .map((segment, i) => ({ segment, key: keys[i]! }))
    .sort((a, b) => (a.key === b.key ? 0 : a.key - b.key))
    .map(({ segment }) => segment)
}

const startOf = (segment: Segment) =>
  segment.start ?? segment.words.find(word => word.start !== null)?.start ?? null

const untimed = (word: DraftWord) => word.start === null && word.end === null

const textOf = (segment: Segment) => segment.words.map(word => word.text).join(' ')
