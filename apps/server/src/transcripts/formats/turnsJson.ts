import { cleanText } from '../cleanText.ts'
import { isObject, type JsonObject, label, number, objects, string } from '../json.ts'
import { splitWords } from '../splitWords.ts'
import type { DraftWord } from '../transcriptDraft.ts'
import type { Segment, TranscriptFormat } from '../transcriptFormat.ts'

/**
 * Polyphony turns JSON, the simplest way to bring a transcript from anywhere:
 *
 *     { "language"?: "en",
 *       "turns": [{ "speaker"?: "Ada", "start"?: 1.5, "end"?: 4, "text": "…" }] }
 *
 * Seconds; everything but the text may be missing. Instead of `text` a turn may hold timed `blocks`
 * (`[{ "start", "end", "text" }]`) or timed `words` (`[{ "text", "start", "end", "confidence"? }]`).
 */
export const turnsJson: TranscriptFormat = {
  id: 'turns',
  name: 'Polyphony turns JSON',
  sniff: ({ json }) => isObject(json) && objects(json.turns).length > 0,
  parse: ({ json }, report) => {
    const root = json as JsonObject
    const segments = objects(root.turns).flatMap((turn, i): Segment[] => {
      const where = `turn ${i + 1}`
      const words = turnWords(turn)
      if (words.length === 0) {
        report.add('skipped', 'A turn without text', { where })
        return []
      }
      return [
        { speaker: label(turn.speaker), start: number(turn.start), end: number(turn.end), words, where },
      ]
    })
    const language = string(root.language)
    return { unit: 'turns', segments, ...(language ? { language } : {}) }
  },
}

const turnWords = (turn: JsonObject): DraftWord[] => {
  if (Array.isArray(turn.words)) {
    return objects(turn.words).flatMap(raw => {
      const confidence = number(raw.confidence)
      return splitWords(cleanText(string(raw.text) ?? string(raw.word) ?? '')).map(word => ({
        ...word,
        start: number(raw.start),
        end: number(raw.end),
        ...(confidence === null ? {} : { confidence }),
      }))
    })
  }
  return Array.isArray(turn.blocks)
    ? blockWords(objects(turn.blocks))
    : splitWords(cleanText(string(turn.text) ?? ''))
}

/** The first word of each block has the block's start, the last its end; those between are estimated later. */
export const blockWords = (
  blocks: { start?: unknown; stop?: unknown; end?: unknown; text?: unknown }[],
): DraftWord[] =>
  blocks.flatMap(block => {
    const words = splitWords(cleanText(string(block.text) ?? ''))
    const [start, end] = [number(block.start), number(block.end ?? block.stop)]
    const [first, last] = [words[0], words.at(-1)]
    if (first) first.start = start
    // An end before the start tells nothing.
    if (last && end !== null && (start === null || end >= start)) last.end = end
    return words
  })
