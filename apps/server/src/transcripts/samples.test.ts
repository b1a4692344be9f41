import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readTranscript } from './readTranscript.ts'
import { TranscriptError } from './transcriptError.ts'

const root = join(import.meta.dirname, '../../../..')
const samples = process.env.SAMPLES_DIR ?? join(root, '../shared/data')
const missing = !existsSync(join(samples, 'transcripts'))
if (missing) console.warn(`skipped: no sample transcripts in ${samples}`)

const files = missing
  ? []
  : ['transcripts', 'long'].flatMap(folder =>
      readdirSync(join(samples, folder), { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => join(entry.parentPath, entry.name)),
    )

/** What is known to be readable, with the fewest turns, words and speakers a reader should find. */
const KNOWN: Record<string, [format: string, turns: number, words: number, speakers: number]> = {
  'buzzcast.srt': ['srt', 30, 5000, 4],
  'kde_express-16_kde_en_telegram.vtt': ['vtt', 2, 350, 0],
  'podnews_daily_2024-01-25.vtt': ['vtt', 3, 550, 1],
  'dg_speakers.json': ['deepgram', 10, 226, 3],
  'dg_utterances.json': ['deepgram', 1, 62, 0],
  'dg_whisper_transcription.json': ['deepgram', 1, 59, 0],
  'ajinkyaask-readme-excerpt.json': ['whisper', 1, 16, 0],
  'exmaralda-issue-357-excerpt.json': ['whisper', 1, 3, 0],
  'whisper_timestamped.json': ['whisper', 1, 59, 0],
  'issue-717-excerpt.json': ['whisper', 1, 3, 0],
  'otter-excerpt.txt': ['text', 2, 40, 2],
  'apollo-13-054h30-057h30.json': ['turns', 409, 7000, 5],
  'scotus-1971.70-18-t01.json': ['oyez', 232, 8900, 8],
  'scotus-1971.70-18.normalised.json': ['turns', 232, 8900, 8],
}

describe.skipIf(missing)('real transcripts', () => {
  it.each(files.map(file => [relative(samples, file), file]))(
    '%s is read in full or refused with a reason',
    (_, file) => {
      const known = KNOWN[basename(file)]
      try {
        const draft = readTranscript(readFileSync(file), basename(file))
        const words = draft.turns.flatMap(turn => turn.words)
        for (const turn of draft.turns) {
          expect(turn.words.length).toBeGreaterThan(0)
          let latest = 0
          for (const word of turn.words) {
            expect(word.text).toMatch(/^\S+$/)
            expect((word.start === null) === (word.end === null)).toBe(true)
            if (word.start === null) continue
            expect(word.start).toBeGreaterThanOrEqual(latest)
            expect(word.end).toBeGreaterThanOrEqual(word.start)
            latest = word.start
          }
        }
        if (!known) return
        const [format, turns, count, speakers] = known
        expect(draft.format).toBe(format)
        expect(draft.turns.length).toBeGreaterThanOrEqual(turns)
        expect(words.length).toBeGreaterThanOrEqual(count)
        expect(draft.speakers.length).toBeGreaterThanOrEqual(speakers)
      } catch (error) {
        if (known || !(error instanceof TranscriptError)) throw error
        expect(error.remedy).not.toBe('')
      }
    },
  )

  it('reads the same text and times from SubRip and WebVTT', () => {
    const read = (name: string) =>
      readTranscript(readFileSync(join(samples, 'transcripts/aeneas', name)), name).turns
    expect(read('sonnet001.vtt')).toEqual(read('sonnet001.srt'))
    expect(read('sonnet001.vtt').flatMap(turn => turn.words).length).toBe(107)
  })
})
