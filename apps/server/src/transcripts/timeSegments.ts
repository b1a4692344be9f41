import type { ImportReport } from './importReport.ts'
import type { DraftWord } from './transcriptDraft.ts'
import type { Segment } from './transcriptFormat.ts'

/** Seconds a spoken character takes, its share of pauses included: about 150 English words a minute. */
const SECONDS_PER_CHARACTER = 0.07
/** When only starts are known, nobody is assumed to speak more slowly than this many times the usual pace. */
const SLOWEST = 1.6

/** A segment whose words all have times, or none has. */
export interface TimedSegment extends Segment {
  /** Most word times are estimates. */
  estimated: boolean
}

/**
 * Repairs the times of segments and words and estimates those missing between known ones, in proportion to the length
 * of the words. Without any time to start from, times stay null.
 */
export const timeSegments = (segments: Segment[], report: ImportReport): TimedSegment[] => {
  const repaired = segments.map(segment => repairTimes(segment, report))
  return repaired.map((segment, i) => {
    const own = segment.words.filter(word => word.start !== null).length
    const estimated = own * 2 <= segment.words.length
    const words = estimateTimes(segment, repaired[i + 1]?.start ?? null)
    const start = words[0]?.start ?? null
    if (!estimated && own < segment.words.length) {
      const example = segment.words.find(word => word.start === null)?.text
      report.add('repaired', 'A word without a time among timed ones: estimated', {
        where: segment.where,
        example,
      })
    }
    const end =
      start === null ? null : words.reduce((latest, word) => Math.max(latest, word.end ?? latest), start)
    return { ...segment, words, start, end, estimated: estimated && start !== null }
  })
}

const repairTimes = (segment: Segment, report: ImportReport): Segment => {
  const { where } = segment
  const [start, end] = span(
    segment,
    'A cue or turn that ended before it began: its end is estimated',
    report,
    where,
  )
  let latest = Number.NEGATIVE_INFINITY
  const words = segment.words.map(word => {
    let [from, to] = span(
      word,
      'A word that ended before it began: made as short as can be',
      report,
      where,
      word.text,
    )
    if (from !== null && from < latest) {
      report.add('repaired', 'A word timed before the word preceding it: moved after it', {
        where,
        example: word.text,
      })
      from = latest
      to = to === null ? null : Math.max(from, to)
    }
    if (from !== null) {
      if (to === null && word.end !== null) to = from
      if (to === from) report.add('note', 'A word that takes no time', { where, example: word.text })
      latest = from
    }
    const { confidence, ...rest } = word
    const sure = confidence === undefined ? {} : { confidence: Math.min(1, Math.max(0, confidence)) }
    return { ...rest, start: from, end: to, ...sure }
  })
  return { ...segment, start, end, words }
}

/** Start and end as far as they can be true: not negative, and in this order. */
const span = (
  timed: { start: number | null; end: number | null },
  what: string,
  report: ImportReport,
  where: string,
  example?: string,
): [number | null, number | null] => {
  let { start, end } = timed
  if ((start ?? 0) < 0 || (end ?? 0) < 0) {
    report.add('repaired', 'A time before the beginning of the recording: set to the beginning', {
      where,
      example,
    })
    start = start === null ? null : Math.max(0, start)
    end = end === null ? null : Math.max(0, end)
  }
  if (start !== null && end !== null && end < start) {
    report.add('repaired', what, { where, example: example ?? `${start} → ${end}` })
    return [start, null]
  }
  return [start, end]
}

const estimateTimes = (segment: Segment, nextStart: number | null): DraftWord[] => {
  const words = segment.words.map(word => ({ ...word }))
  const [first, last] = [words[0], words.at(-1)]
  if (!first || !last) return words
  if (first.start === null && segment.start !== null) {
    // A segment that claims to begin after its first timed word is not believed.
    const known = words.find(word => word.start !== null)?.start ?? segment.start
    first.start = Math.min(segment.start, known)
  }
  if (words.every(word => word.start === null && word.end === null)) return words
  if (last.end === null && segment.end !== null && segment.end >= (last.start ?? 0)) last.end = segment.end
  let i = 0
  while (i < words.length) {
    // A stretch of unknown boundaries: from a known start to the next known end or start.
    let stop = i
    while (stop < words.length - 1 && words[stop]!.end === null && words[stop + 1]!.start === null) stop++
    spread(words, i, stop, words[stop + 1]?.start ?? null, stop === words.length - 1 ? nextStart : null)
    i = stop + 1
  }
  return words.map(word => ({ ...word, start: rounded(word.start), end: rounded(word.end) }))
}

/** Gives `words[from..to]` times between what is known around them. */
const spread = (
  words: DraftWord[],
  from: number,
  to: number,
  following: number | null,
  nextSegment: number | null,
) => {
  const stretch = words.slice(from, to + 1)
  const length = stretch.reduce((sum, word) => sum + weight(word), 0)
  const spoken = length * SECONDS_PER_CHARACTER
  const known = stretch[0]!.start ?? words[from - 1]?.end ?? null
  const begin = known ?? Math.max(0, (stretch.at(-1)!.end ?? following ?? 0) - spoken)
  const room =
    nextSegment === null || nextSegment <= begin ? spoken : Math.min(nextSegment - begin, spoken * SLOWEST)
  const limit =
    stretch.at(-1)!.end ?? (following === null ? begin + room : Math.min(following, begin + spoken * SLOWEST))
  const end = Math.max(begin, limit)
  let passed = 0
  for (const word of stretch) {
    word.start = begin + ((end - begin) * passed) / length
    passed += weight(word)
    word.end = begin + ((end - begin) * passed) / length
  }
}

const weight = (word: DraftWord) => word.text.length + 1

/** Milliseconds are as fine as any recogniser is. */
const rounded = (seconds: number | null) => (seconds === null ? null : Math.round(seconds * 1000) / 1000)
