import type { DraftSpeaker, DraftTurn } from './transcriptDraft.ts'

/** How much each speaker says, in order of appearance. Names equal keys. */
export const tallySpeakers = (turns: DraftTurn[]): DraftSpeaker[] => {
  const speakers = new Map<string, DraftSpeaker>()
  for (const turn of turns) {
    if (turn.speaker === null) continue
    const speaker = speakers.get(turn.speaker) ?? {
      key: turn.speaker,
      name: turn.speaker,
      turns: 0,
      words: 0,
      seconds: 0,
    }
    speaker.turns++
    speaker.words += turn.words.length
    if (turn.start !== null && turn.end !== null) speaker.seconds += turn.end - turn.start
    speakers.set(turn.speaker, speaker)
  }
  return [...speakers.values()].map(speaker => ({
    ...speaker,
    seconds: Math.round(speaker.seconds * 1000) / 1000,
  }))
}
