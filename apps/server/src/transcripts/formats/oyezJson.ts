import { isObject, type JsonObject, objects, string } from '../json.ts'
import type { TranscriptFormat } from '../transcriptFormat.ts'
import { blockWords } from './turnsJson.ts'

/** Oyez JSON: oral arguments of the US Supreme Court, in sections of turns of timed blocks. */
export const oyezJson: TranscriptFormat = {
  id: 'oyez',
  name: 'Oyez (Supreme Court) JSON',
  sniff: ({ json }) => sections(json).some(section => Array.isArray(section.turns)),
  parse: ({ json }, report) => ({
    unit: 'turns',
    language: 'en',
    segments: sections(json)
      .flatMap(section => objects(section.turns))
      .flatMap((turn, i) => {
        const where = `turn ${i + 1}`
        const blocks = objects(turn.text_blocks)
        if (blocks.some(block => Number(block.stop) < Number(block.start))) {
          report.add('repaired', 'A block that ended before it began: its end is estimated', { where })
        }
        const words = blockWords(blocks)
        if (words.length === 0) {
          report.add('skipped', 'A turn without text', { where })
          return []
        }
        const speaker = isObject(turn.speaker) ? string(turn.speaker.name) : null
        // The turn's own times repeat those of its first and last block.
        return [{ speaker, start: null, end: null, words, where }]
      }),
  }),
}

const sections = (json: unknown): JsonObject[] =>
  isObject(json) && isObject(json.transcript) ? objects(json.transcript.sections) : []
