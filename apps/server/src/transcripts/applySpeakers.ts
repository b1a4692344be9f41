import { endsSentence } from './sentence.ts'
import { tallySpeakers } from './tallySpeakers.ts'
import type { DraftTurn, TranscriptDraft } from './transcriptDraft.ts'
import { TranscriptError } from './transcriptError.ts'

export interface SpeakerMapping {
  /** From a speaker's key to the pseudonym. Equal pseudonyms make one speaker; a key that is left out keeps its name. */
  names: Record<string, string>
  /** A name for turns of nobody; without it they stay so. */
  unknown?: string
}

/**
 * Renames and merges the speakers of a draft. Afterwards keys are the new names. When merging makes neighbours of one
 * speaker out of a sentence that was cut in two, they become one turn.
 * @throws TranscriptError `transcript-unknown-speaker` for a key the draft does not have, or an empty name.
 */
export const applySpeakers = (draft: TranscriptDraft, mapping: SpeakerMapping): TranscriptDraft => {
  const known = new Map(draft.speakers.map(speaker => [speaker.key, speaker.name]))
  for (const [key, name] of Object.entries(mapping.names)) {
    if (known.has(key) && name.trim() !== '') {
      known.set(key, name.trim().normalize('NFC'))
      continue
    }
    const what = known.has(key)
      ? `The speaker “${key}” has no name`
      : `The transcript has no speaker “${key}”`
    const remedy = `Its speakers are: ${draft.speakers.map(speaker => speaker.key).join(', ') || 'none'}.`
    throw new TranscriptError('transcript-unknown-speaker', what, null, remedy)
  }
  const unknown = mapping.unknown?.trim() || null
  const turns: DraftTurn[] = []
  let previousKey: string | null = null
  for (const turn of draft.turns) {
    const speaker = turn.speaker === null ? unknown : (known.get(turn.speaker) ?? turn.speaker)
    const previous = turns.at(-1)
    const cut =
      previous !== undefined &&
      previous.speaker === speaker &&
      previousKey !== turn.speaker &&
      !endsSentence(previous.words.at(-1)?.text ?? '')
    if (cut) turns[turns.length - 1] = joined(previous, turn)
    else turns.push({ ...turn, speaker })
    previousKey = turn.speaker
  }
  return { ...draft, turns, speakers: tallySpeakers(turns) }
}

const joined = (first: DraftTurn, second: DraftTurn): DraftTurn => {
  const from = first.words.findLast(word => word.start !== null)?.start ?? 0
  const words = second.words.map(word =>
    word.start === null || word.start >= from
      ? word
      : { ...word, start: from, end: Math.max(from, word.end ?? from) },
  )
  const { estimated: _, ...rest } = first
  return {
    ...rest,
    start: first.start ?? second.start,
    end: second.end === null ? first.end : Math.max(first.end ?? 0, second.end),
    words: [...first.words, ...words],
    ...(first.estimated && second.estimated ? { estimated: true as const } : {}),
  }
}
