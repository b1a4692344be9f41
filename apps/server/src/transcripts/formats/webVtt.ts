import { cleanText } from '../cleanText.ts'
import { parseClock } from '../clock.ts'
import { cueSegments } from '../cueSegments.ts'
import { type Cue, readCues } from '../cues.ts'
import type { ImportReport } from '../importReport.ts'
import { splitWords } from '../splitWords.ts'
import type { Segment, TranscriptFormat } from '../transcriptFormat.ts'

const VOICE = /<v(?:\.[^\s>]{0,100})?\s{1,8}([^<>]{1,200})>/i
const INLINE_TIME = /<((?:\d{1,4}:)?\d{1,2}:\d{2}\.\d{3})>/

/**
 * WebVTT (W3C), liberally: speakers in voice tags (`<v Ada>`) or as `Ada:`, word times in inline time tags, stamps
 * without minutes, comments and styles passed over.
 */
export const webVtt: TranscriptFormat = {
  id: 'vtt',
  name: 'WebVTT',
  sniff: file => /^WEBVTT(\s|$)/.test(file.text.trimStart()),
  parse: (file, report) => {
    const cues = readCues(file.text, { blankEndsCue: true })
    const language = /^Language:\s*(\S+)/m.exec(file.text.slice(0, 1000))?.[1]
    return {
      unit: 'cues',
      segments: cues.some(cue => cue.lines.some(line => VOICE.test(line)))
        ? cues.flatMap(cue => voiceSegments(cue, report))
        : cues.some(cue => cue.lines.some(line => INLINE_TIME.test(line)))
          ? rollingSegments(cues, report)
          : cueSegments(cues, report),
      ...(language ? { language } : {}),
    }
  },
}

/** A cue whose text is given to voices; text outside of them is nobody's. Voices share the cue's time. */
const voiceSegments = (cue: Cue, report: ImportReport): Segment[] => {
  const parts: { speaker: string | null; text: string }[] = []
  let speaker: string | null = null
  for (const piece of cue.lines.join('\n').split(/(<v(?:\.[^\s>]{0,100})?\s{1,8}[^<>]{1,200}>|<\/v>)/i)) {
    const voice = VOICE.exec(piece)
    if (voice) speaker = cleanText(voice[1]!)
    else if (/^<\/v>$/i.test(piece)) speaker = null
    else if (cleanText(piece) !== '') parts.push({ speaker, text: piece })
  }
  if (parts.length === 0) report.add('skipped', 'A cue without text', { where: cue.where })
  const lengths = parts.map(part => cleanText(part.text).length + 1)
  const total = lengths.reduce((sum, length) => sum + length, 0)
  let passed = 0
  return parts.map((part, i) => {
    const at = (share: number) =>
      cue.start === null || cue.end === null ? null : cue.start + ((cue.end - cue.start) * share) / total
    const start = i === 0 ? cue.start : at(passed)
    passed += lengths[i]!
    const end = i === parts.length - 1 ? cue.end : at(passed)
    return { speaker: part.speaker, start, end, words: inlineWords(part.text, start), where: cue.where }
  })
}

/** Captions that roll up repeat the line before: only what is new is read. */
const rollingSegments = (cues: Cue[], report: ImportReport): Segment[] => {
  let shown: string[] = []
  const segments: Segment[] = []
  for (const cue of cues) {
    const lines = cue.lines.filter(line => cleanText(line) !== '')
    const fresh = lines.filter(line => INLINE_TIME.test(line) || !shown.includes(cleanText(line)))
    shown = lines.map(cleanText)
    if (fresh.length > 0) {
      segments.push({
        speaker: null,
        start: cue.start,
        end: cue.end,
        words: inlineWords(fresh.join('\n'), cue.start),
        where: cue.where,
      })
    } else {
      report.add('skipped', lines.length === 0 ? 'A cue without text' : 'A rolling caption shown again', {
        where: cue.where,
      })
    }
  }
  return segments
}

/** Words with the times of the inline tags before them; without such tags, words without times. */
const inlineWords = (text: string, start: number | null) => {
  if (!INLINE_TIME.test(text)) return splitWords(cleanText(text))
  const pieces = text.split(new RegExp(INLINE_TIME.source))
  const words = []
  for (let i = 0; i < pieces.length; i += 2) {
    const from = i === 0 ? start : parseClock(pieces[i - 1]!)
    const next = pieces[i + 1]
    const [first, ...rest] = splitWords(cleanText(pieces[i]!))
    if (!first) continue
    words.push(
      { ...first, start: from, end: rest.length === 0 && next !== undefined ? parseClock(next) : null },
      ...rest,
    )
  }
  return words
}
