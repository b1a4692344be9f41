/** Words people say often, so that a text compresses about as a transcript does. */
const VOCABULARY =
  `I you we they it that this and but so because when where people here listen somebody asks what happened before the
  meeting nobody answers for a while then laughs says well actually think know feel remember school family neighbours bus
  street kitchen winter spring money work rent teacher question answer story friend brother mother always never sometimes
  really kind of like just maybe there was were had been going come want need tell told heard saw left moved lived together
  alone afraid happy tired proud different same other first last next day year night morning evening hour`.split(
    /\s+/,
  )

/** The same numbers each time, between 0 and 1 (mulberry32). */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export interface TranscriptSize {
  words: number
  turns: number
  seconds: number
}

/** A transcript of invented words with times, in the program's own turns format (JSON). */
export const longTranscript = ({ words, turns, seconds }: TranscriptSize): string => {
  const random = seededRandom(words)
  const each = Math.floor(words / turns)
  return JSON.stringify({
    turns: Array.from({ length: turns }, (_, turn) => ({
      speaker: `Speaker ${turn % 6}`,
      start: (seconds / turns) * turn,
      end: (seconds / turns) * (turn + 1) - 0.2,
      text: Array.from({ length: each }, () => VOCABULARY[Math.floor(random() * VOCABULARY.length)]).join(
        ' ',
      ),
    })),
  })
}
