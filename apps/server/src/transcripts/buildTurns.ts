import { LIMITS } from '@polyphony/contract'
import { endsSentence } from './sentence.ts'
import type { TimedSegment } from './timeSegments.ts'
import type { DraftTurn, DraftWord } from './transcriptDraft.ts'
import { tooMany } from './transcriptError.ts'

/** A pause after a sentence that ends a turn, in seconds: longer when the same person is known to go on. */
const PAUSE_SAME_SPEAKER = 4
const PAUSE_UNKNOWN_SPEAKER = 1.5
/** A pause that ends a turn even within a sentence. */
const LONGEST_PAUSE = 12
/** A turn with more words than this is split where a sentence ends … */
const LONG_TURN = 160
/** … but not so that fewer words than this are left over … */
const SHORT_REST = 30
/** … and somewhere in any case before it has this many. */
const LONGEST_TURN = 400
/** With fewer sentence ends than one in so many words, the transcript has no punctuation. */
const LONGEST_SENTENCE = 80

/**
 * Joins cues of one speaker into turns and splits long monologues where sentences end. Turns that a file gives as
 * turns stay apart; only long ones are split.
 * @throws TranscriptError when there are more turns than a transcript may have.
 */
export const buildTurns = (segments: TimedSegment[], unit: 'cues' | 'turns'): DraftTurn[] => {
  const words = segments.reduce((sum, segment) => sum + segment.words.length, 0)
  const ends = segments.reduce(
    (sum, { words }) => sum + words.filter(word => endsSentence(word.text)).length,
    0,
  )
  const endsThought =
    ends * LONGEST_SENTENCE < words ? () => true : (word: DraftWord) => endsSentence(word.text)
  const runs: TimedSegment[][] = []
  for (const segment of segments) {
    const previous = runs.at(-1)?.at(-1)
    if (unit === 'cues' && previous && previous.speaker === segment.speaker) runs.at(-1)!.push(segment)
    else runs.push([segment])
  }
  const turns = runs.flatMap(run => splitRun(run, unit, endsThought))
  if (turns.length > LIMITS.transcriptTurns)
    throw tooMany('transcript-too-many-turns', `${turns.length} turns`, LIMITS.transcriptTurns)
  return turns
}

const splitRun = (run: TimedSegment[], unit: 'cues' | 'turns', endsThought: (word: DraftWord) => boolean) => {
  const words = run.flatMap(segment => segment.words.map(word => ({ word, estimated: segment.estimated })))
  const speaker = run[0]!.speaker
  const pauseLimit =
    unit === 'turns'
      ? Number.POSITIVE_INFINITY
      : speaker === null
        ? PAUSE_UNKNOWN_SPEAKER
        : PAUSE_SAME_SPEAKER
  const turns: DraftTurn[] = []
  let from = 0
  for (let i = 0; i < words.length; i++) {
    const count = i + 1 - from
    const rest = words.length - i - 1
    const word = words[i]!.word
    const pause = (words[i + 1]?.word.start ?? 0) - (word.end ?? 0)
    const ends =
      rest === 0 ||
      count >= LONGEST_TURN ||
      (unit === 'cues' && pause >= LONGEST_PAUSE) ||
      (endsThought(word) && (pause >= pauseLimit || (count >= LONG_TURN && rest >= SHORT_REST)))
    if (!ends) continue
    turns.push(turnOf(speaker, words.slice(from, i + 1)))
    from = i + 1
  }
  return turns
}

const turnOf = (speaker: string | null, parts: { word: DraftWord; estimated: boolean }[]): DraftTurn => {
  let latest = 0
  const words = parts.map(({ word }) => {
    if (word.start === null) return word
    // Overlapping cues of one speaker: a turn is read in one direction.
    latest = Math.max(latest, word.start)
    return word.start === latest
      ? word
      : { ...word, start: latest, end: Math.max(latest, word.end ?? latest) }
  })
  const ends = words.flatMap(word => word.end ?? [])
  const estimated = parts.filter(part => part.estimated).length * 2 > parts.length
  return {
    speaker,
    start: words.find(word => word.start !== null)?.start ?? null,
    end: ends.length === 0 ? null : ends.reduce((a, b) => Math.max(a, b)),
    words,
    ...(estimated ? { estimated: true as const } : {}),
  }
}
