import type { SourceWords, Speaker, TranscriptIndex } from '@polyphony/document'

/** Who speaks from a moment on. */
export interface SpeakerTime {
  /** Seconds. */
  from: number
  speaker: string
}

/** Who speaks when, by the first source word of each turn; empty without times. */
export const speakerTimes = (index: TranscriptIndex, words: SourceWords | null): SpeakerTime[] => {
  const times: SpeakerTime[] = []
  for (const { speaker, firstSourceWord } of index.order) {
    const start = words?.start[firstSourceWord] ?? -1
    if (start < 0 || times.at(-1)?.speaker === speaker) continue
    times.push({ from: start / 1000, speaker })
  }
  return times.sort((a, b) => a.from - b.from)
}

/** Hue steps that keep neighbours apart, begun where the paper's own warmth is not. */
const GOLDEN = 137.5

/** A colour for each voice: facilitators are quiet, participants go round the wheel. */
export const voiceColours = (speakers: Iterable<Speaker>, dark: boolean): Map<string, string> => {
  const lightness = dark ? 0.72 : 0.6
  let hue = 285
  const colours = new Map<string, string>()
  for (const { id, role } of speakers) {
    if (role === 'facilitator') colours.set(id, `oklch(${dark ? 0.66 : 0.62} 0.012 80)`)
    else {
      colours.set(id, `oklch(${lightness} 0.11 ${hue % 360})`)
      hue += GOLDEN
    }
  }
  return colours
}
