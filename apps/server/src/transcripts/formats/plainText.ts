import { cleanText } from '../cleanText.ts'
import { parseClock } from '../clock.ts'
import type { ImportReport } from '../importReport.ts'
import { findSpeakerNames, splitSpeaker } from '../speakerPrefix.ts'
import { splitWords } from '../splitWords.ts'
import type { Segment, TranscriptFormat } from '../transcriptFormat.ts'

const STAMP = String.raw`(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?`
/** `[00:12:30]`, `(12:30)` or `12:30` at the beginning of a line. */
const LEADING = new RegExp(
  String.raw`^\s{0,8}(?:\[(${STAMP})\]|\((${STAMP})\)|(${STAMP})(?=\s|$))\s{0,8}[-–—]?\s{0,8}`,
)
/** Fewer bare times than this are times somebody speaks of ("9:00 was early"). */
const MIN_BARE_STAMPS = 3
/** A line that only says who and when, as Otter writes it: `Ada Byron  12:30`, `Ada [00:12:30]`, or only `12:30`. */
const HEADING = new RegExp(
  String.raw`^(?:([^\s:](?:[^:]{0,58}?[^\s:])?)(?:\s{2,}|\t|\s?[[(]))?\s*(${STAMP})[\])]?\s*:?\s*$`,
)
/** Longer lines are no headings; also keeps the work on hostile ones small. */
const MAX_HEADING = 120
const MAX_NAME_WORDS = 5
/** `Ada (00:12): …`, `Ada [00:12]: …`: the stamp is moved to the front. */
const STAMPED_NAME = new RegExp(String.raw`^(\S.{0,48}?)\s{0,4}[[(](${STAMP})[\])]\s{0,4}:`)
const FOOTER = /^(transcribed by https?:\/\/|\[?end of (transcript|recording|audio)\]?\.?$)/i
const TIME_COLUMNS = /\d[.:]\d+["\t,; ]+\d+[.:]\d+["\t,; ]/
/** Files of other kinds that are text too; reading them as prose would make nonsense of them. */
const FOREIGN =
  /^\s*(<[?!/a-z]|\{\s*["\\]|\[\s*["{[\]]|@UTF8|@Begin|File type = "ooTextFile"|#EXTM3U|%PDF|;;\s*<)/i

/**
 * Plain text: `Name: …` begins a turn, lines without a name go on with it; `[00:12:30]` marks give starts. Also
 * headings of name and time above the text, as Otter exports them. Without any name, each paragraph is a turn.
 */
export const plainText: TranscriptFormat = {
  id: 'text',
  name: 'Plain text',
  sniff: file => file.json === undefined && !FOREIGN.test(file.text) && isProse(file.text.slice(0, 20_000)),
  parse: (file, report) => {
    const lines = file.text.split(/\r\n?|\n/)
    const headed = lines.some(line => headingOf(line) !== null)
    return { unit: 'turns', segments: headed ? headedSegments(lines, report) : namedSegments(lines, report) }
  },
}

/** A table of times is text too, but nothing anybody said. */
const isProse = (text: string) => {
  const lines = text.split(/[\r\n]+/).filter(line => line.trim() !== '')
  if (lines.filter(line => TIME_COLUMNS.test(line)).length > lines.length / 2) return false
  const tokens = text.split(/[\s,;"]+/).filter(token => token !== '')
  const words = tokens.filter(token => /\p{L}/u.test(token))
  return words.length > tokens.length * 0.6
}

const headingOf = (line: string): { name: string | null; start: number | null } | null => {
  const match = line.length > MAX_HEADING ? null : HEADING.exec(line)
  if (!match) return null
  const name = cleanText(match[1] ?? '')
  return name.split(' ').length > MAX_NAME_WORDS ? null : { name: name || null, start: parseClock(match[2]!) }
}

const headedSegments = (lines: string[], report: ImportReport): Segment[] => {
  const segments: Segment[] = []
  for (const [i, line] of lines.entries()) {
    if (isFooter(line, i, report)) continue
    const heading = headingOf(line)
    if (heading) {
      segments.push(segment(heading.name, heading.start, i))
    } else if (line.trim() !== '') {
      if (segments.length === 0) segments.push(segment(null, null, i))
      say(segments.at(-1)!, line)
    }
  }
  return spoken(segments, report)
}

const namedSegments = (lines: string[], report: ImportReport): Segment[] => {
  const bare = lines.filter(line => LEADING.exec(line)?.[3] !== undefined).length >= MIN_BARE_STAMPS
  const read = lines.map(line => {
    const moved = line.replace(STAMPED_NAME, '[$2] $1:')
    const found = LEADING.exec(moved)
    const stamp = found?.[3] !== undefined && !bare ? null : found
    return {
      start: stamp ? parseClock(stamp[1] ?? stamp[2] ?? stamp[3]!) : null,
      text: stamp ? moved.slice(stamp[0].length) : moved,
    }
  })
  const names = findSpeakerNames(read.map(line => line.text))
  const segments: Segment[] = []
  let paragraphEnded = true
  for (const [i, line] of read.entries()) {
    if (isFooter(line.text, i, report)) continue
    if (line.text.trim() === '' && line.start === null) {
      paragraphEnded = true
      continue
    }
    const { name, text } = splitSpeaker(line.text, names)
    const current = segments.at(-1)
    const begins = !current || name !== null || line.start !== null || (names.size === 0 && paragraphEnded)
    // A stamp within somebody's speech begins a new turn of the same person.
    if (begins) segments.push(segment(name ?? current?.speaker ?? null, line.start, i))
    say(segments.at(-1)!, text)
    paragraphEnded = false
  }
  return spoken(segments, report)
}

const segment = (speaker: string | null, start: number | null, line: number): Segment => ({
  speaker,
  start,
  end: null,
  words: [],
  where: `line ${line + 1}`,
})

/** One by one: a line may hold more words than a call may have arguments. */
const say = (segment: Segment, text: string) => {
  for (const word of splitWords(cleanText(text))) segment.words.push(word)
}

const isFooter = (line: string, index: number, report: ImportReport): boolean => {
  if (!FOOTER.test(line.trim())) return false
  report.add('skipped', 'A line about the transcript, not of it', {
    where: `line ${index + 1}`,
    example: line.trim(),
  })
  return true
}

const spoken = (segments: Segment[], report: ImportReport) =>
  segments.filter(({ words, where, speaker }) => {
    if (words.length === 0) report.add('skipped', 'A turn without text', { where, example: speaker ?? '' })
    return words.length > 0
  })
