import { cleanText } from './cleanText.ts'
import type { Cue } from './cues.ts'
import type { ImportReport } from './importReport.ts'
import { findSpeakerNames, splitSpeaker } from './speakerPrefix.ts'
import { splitWords } from './splitWords.ts'
import type { Segment } from './transcriptFormat.ts'

/**
 * Turns cues without voice tags into segments. A name at the beginning of a line (`Ada: …`) holds until another one
 * comes, as captions name a speaker only at a change; `>>` without a name is a change to somebody unknown.
 */
export const cueSegments = (cues: Cue[], report: ImportReport): Segment[] => {
  const cleaned = cues.map(cue => ({ cue, lines: cue.lines.map(cleanText).filter(line => line !== '') }))
  const names = findSpeakerNames(cleaned.flatMap(({ lines }) => lines))
  let speaker: string | null = null
  return cleaned.flatMap(({ cue, lines }) => {
    const parts: { speaker: string | null; text: string[] }[] = []
    for (const line of lines) {
      const { name, text } = splitSpeaker(line, names)
      const change: boolean = name !== null || /^>>/.test(line)
      if (change) speaker = name
      if (change || parts.length === 0) parts.push({ speaker, text: [] })
      parts.at(-1)!.text.push(text.replace(/^>>+\s?/, ''))
    }
    if (parts.length === 0) {
      report.add('skipped', 'A cue without text', { where: cue.where })
      return []
    }
    return shareTime(
      cue,
      parts.map(part => ({ speaker: part.speaker, text: part.text.join(' ') })),
    )
  })
}

/** Several speakers in one cue share its time by the length of what they say. */
const shareTime = (cue: Cue, parts: { speaker: string | null; text: string }[]): Segment[] => {
  const total = parts.reduce((sum, part) => sum + part.text.length + 1, 0)
  const span = cue.start !== null && cue.end !== null ? cue.end - cue.start : 0
  let passed = 0
  return parts.map((part, i) => {
    const start = cue.start === null ? null : cue.start + (span * passed) / total
    passed += part.text.length + 1
    const end = i === parts.length - 1 || start === null ? cue.end : cue.start! + (span * passed) / total
    return { speaker: part.speaker, start, end, words: splitWords(part.text), where: cue.where }
  })
}
