import { isObject, type JsonObject, label, number, objects, string } from '../json.ts'
import { splitWords } from '../splitWords.ts'
import type { DraftWord } from '../transcriptDraft.ts'
import type { Segment, TranscriptFormat } from '../transcriptFormat.ts'

/** Deepgram's JSON: timed words per channel, with a speaker's number where diarised; several channels are several speakers. */
export const deepgramJson: TranscriptFormat = {
  id: 'deepgram',
  name: 'Deepgram JSON',
  sniff: ({ json }) => channels(json).some(channel => Array.isArray(channel.alternatives)),
  parse: ({ json }, report) => {
    const all = channels(json).map(channel => objects(channel.alternatives)[0] ?? {})
    const spoken = all.filter(alternative => objects(alternative.words).length > 0)
    const segments = all.flatMap((alternative, i) =>
      channelSegments(alternative, spoken.length > 1 ? `Channel ${i + 1}` : null),
    )
    // Channels run beside each other: their parts are told in the order of time.
    if (spoken.length > 1) segments.sort((a, b) => (a.words[0]?.start ?? 0) - (b.words[0]?.start ?? 0))
    all.forEach((alternative, i) => {
      if (!spoken.includes(alternative))
        report.add('skipped', 'A channel without words', { where: `channel ${i + 1}` })
    })
    const language = string(channels(json)[0]?.detected_language)
    return { unit: 'cues', segments, ...(language ? { language } : {}) }
  },
}

/** Seconds after which another channel may have its say. */
const CHANNEL_PAUSE = 0.7

const channels = (json: unknown): JsonObject[] =>
  isObject(json) && isObject(json.results) ? objects(json.results.channels) : []

/** Words of one speaker after another; joined and split into turns later, as all segments are. */
const channelSegments = (alternative: JsonObject, channel: string | null): Segment[] => {
  const segments: Segment[] = []
  objects(alternative.words).forEach((raw, i) => {
    const own = label(raw.speaker)
    const speaker = channel === null ? own : own === null ? channel : `${channel}, ${own}`
    let segment = segments.at(-1)
    const pause = (number(raw.start) ?? 0) - (segment?.words.at(-1)?.end ?? 0)
    if (!segment || segment.speaker !== speaker || (channel !== null && pause > CHANNEL_PAUSE)) {
      segment = { speaker, start: null, end: null, words: [], where: `word ${i + 1}` }
      segments.push(segment)
    }
    segment.words.push(...readWord(raw))
  })
  return segments
}

const readWord = (raw: JsonObject): DraftWord[] => {
  const confidence = number(raw.confidence)
  const times = { start: number(raw.start), end: number(raw.end) }
  return splitWords(string(raw.punctuated_word) ?? string(raw.word) ?? '').map(word => ({
    ...word,
    ...times,
    ...(confidence === null ? {} : { confidence }),
  }))
}
