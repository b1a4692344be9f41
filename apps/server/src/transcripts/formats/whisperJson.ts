import { alignWords } from '../alignWords.ts'
import { cleanText } from '../cleanText.ts'
import type { ImportReport } from '../importReport.ts'
import { isObject, type JsonObject, label, number, objects, string } from '../json.ts'
import { splitWords } from '../splitWords.ts'
import type { DraftWord } from '../transcriptDraft.ts'
import type { Segment, TranscriptFormat } from '../transcriptFormat.ts'

/**
 * JSON of the Whisper family, all dialects: OpenAI's command line and faster-whisper (`segments[].words[].word`),
 * OpenAI's API (`words` beside `segments`), whisper.cpp (`transcription[]`, milliseconds), WhisperX (`score`,
 * `speaker`, words without times), whisper-timestamped (`text`, `confidence`), Transformers (`chunks[].timestamp`);
 * also a bare list of segments or of words.
 */
export const whisperJson: TranscriptFormat = {
  id: 'whisper',
  name: 'Whisper JSON',
  sniff: ({ json }) => {
    const first = rawSegments(json)[0]
    if (first) return isRawWord(first) || typeof first.text === 'string'
    return isObject(json) && objects(json.words).some(isRawWord)
  },
  parse: ({ json }, report) => {
    const root = isObject(json) ? json : {}
    const raw = rawSegments(json)
    const language = string(root.language) ?? (isObject(root.result) ? string(root.result.language) : null)
    const apiWords = objects(root.words).filter(isRawWord).map(readWord)
    return {
      unit: 'cues',
      segments: wordList(raw)
        ? oneSegment(raw.map(readWord), string(root.text), raw)
        : apiWords.length > 0
          ? apiSegments(raw, apiWords, string(root.text), report)
          : raw.flatMap((segment, i) => readSegment(segment, i, report)),
      ...(language ? { language } : {}),
    }
  },
}

const rawSegments = (json: unknown): JsonObject[] => {
  if (Array.isArray(json)) return objects(json)
  if (!isObject(json)) return []
  for (const list of [json.segments, json.transcription, json.chunks])
    if (Array.isArray(list)) return objects(list)
  return typeof json.text === 'string' && Array.isArray(json.words) && number(json.start) !== null
    ? [json]
    : []
}

const isRawWord = (raw: JsonObject) => typeof raw.word === 'string'

/** Whether the list holds words rather than segments. */
const wordList = (raw: JsonObject[]) =>
  raw.length > 0 &&
  (raw.every(isRawWord) ||
    (raw.length > 1 && raw.every(item => Array.isArray(item.timestamp)) && meanWords(raw) < 1.3))

const meanWords = (raw: JsonObject[]) =>
  raw.reduce((sum, item) => sum + splitWords(string(item.text) ?? '').length, 0) / raw.length

/** Start and end in seconds, whichever way the dialect writes them. */
const times = (raw: JsonObject): { start: number | null; end: number | null } => {
  if (Array.isArray(raw.timestamp)) return { start: number(raw.timestamp[0]), end: number(raw.timestamp[1]) }
  if (isObject(raw.offsets)) {
    const [from, to] = [number(raw.offsets.from), number(raw.offsets.to)]
    return { start: from === null ? null : from / 1000, end: to === null ? null : to / 1000 }
  }
  return { start: number(raw.start), end: number(raw.end) }
}

/** The text keeps its leading space: it says whether a piece begins a word. */
const readWord = (raw: JsonObject): DraftWord => {
  const confidence = number(raw.probability) ?? number(raw.confidence) ?? number(raw.score) ?? number(raw.p)
  return {
    text: string(raw.word) ?? string(raw.text) ?? '',
    ...times(raw),
    ...(confidence === null ? {} : { confidence }),
  }
}

const readSegment = (raw: JsonObject, index: number, report: ImportReport): Segment[] => {
  const where = `segment ${index + 1}`
  const speaker = label(raw.speaker)
  // whisper.cpp writes its marks, such as [_BEG_], among the tokens.
  const rawWords = objects(raw.words ?? raw.tokens).filter(word => !/^\[_.*\]$/.test(string(word.text) ?? ''))
  const timed = rawWords.map(readWord)
  const text = cleanText(string(raw.text) ?? joined(timed))
  if (text === '') {
    report.add('skipped', 'A segment without text', { where })
    return []
  }
  const whole: Segment = { speaker, ...times(raw), words: alignWords(text, timed), where }
  const speakers = rawWords.map(word => label(word.speaker) ?? speaker)
  if (new Set(speakers).size <= 1) return [{ ...whole, speaker: speakers[0] ?? speaker }]
  return bySpeaker(timed, speakers).map(part => ({
    ...part,
    where,
    words: alignWords(joined(part.words), part.words),
  }))
}

/** WhisperX may name another speaker within a segment. */
const bySpeaker = (words: DraftWord[], speakers: (string | null)[]): Segment[] => {
  const parts: Segment[] = []
  words.forEach((word, i) => {
    const part = parts.at(-1)
    if (part && part.speaker === speakers[i]) part.words.push(word)
    else parts.push({ speaker: speakers[i] ?? null, start: null, end: null, words: [word], where: '' })
  })
  return parts
}

/** The text of pieces: with their own spaces where they have any, otherwise one between each two. */
const joined = (pieces: DraftWord[]) =>
  pieces.map(piece => piece.text).join(pieces.some(piece => /^\s/.test(piece.text)) ? '' : ' ')

const oneSegment = (timed: DraftWord[], text: string | null, raw: JsonObject[]): Segment[] => {
  if (raw.some(word => label(word.speaker) !== null)) {
    return bySpeaker(
      timed,
      raw.map(word => label(word.speaker)),
    ).map(part => ({
      ...part,
      words: alignWords(joined(part.words), part.words),
      where: 'words',
    }))
  }
  return [
    {
      speaker: null,
      start: null,
      end: null,
      words: alignWords(text ?? joined(timed), timed),
      where: 'words',
    },
  ]
}

/** OpenAI's API gives words once for the whole file and, maybe, segments with the punctuated text. */
const apiSegments = (
  raw: JsonObject[],
  timed: DraftWord[],
  text: string | null,
  report: ImportReport,
): Segment[] => {
  if (raw.length === 0) return oneSegment(timed, text, [])
  let next = 0
  return raw.flatMap((segment, i) => {
    const { start, end } = times(segment)
    const from = next
    const last = i === raw.length - 1
    // A word belongs to the segment in which its middle lies.
    while (next < timed.length && (last || end === null || middle(timed[next]!) < end)) next++
    const words = timed.slice(from, next)
    const content = cleanText(string(segment.text) ?? joined(words))
    if (content === '') {
      report.add('skipped', 'A segment without text', { where: `segment ${i + 1}` })
      return []
    }
    return [
      {
        speaker: label(segment.speaker),
        start,
        end,
        words: alignWords(content, words),
        where: `segment ${i + 1}`,
      },
    ]
  })
}

const middle = (word: DraftWord) => ((word.start ?? 0) + (word.end ?? word.start ?? 0)) / 2
