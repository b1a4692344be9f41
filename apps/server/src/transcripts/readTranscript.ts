import { LIMITS } from '@polyphony/contract'
import { buildTurns } from './buildTurns.ts'
import { decodeText } from './decodeText.ts'
import { ImportReport } from './importReport.ts'
import { isObject } from './json.ts'
import { orderSegments } from './orderSegments.ts'
import { tallySpeakers } from './tallySpeakers.ts'
import { timeSegments } from './timeSegments.ts'
import type { TranscriptDraft } from './transcriptDraft.ts'
import { TranscriptError, tooMany } from './transcriptError.ts'
import type { TranscriptFile } from './transcriptFormat.ts'
import { transcriptFormats } from './transcriptFormats.ts'

/**
 * Reads a transcript of any known format; the content decides which, never the file's name. Runs synchronously:
 * an hour of timed words takes some ten milliseconds.
 * @throws TranscriptError saying what is wrong, where, and what to do.
 */
export const readTranscript = (bytes: Uint8Array, fileName: string): TranscriptDraft => {
  const file = openFile(bytes, fileName)
  const format = transcriptFormats.find(candidate => candidate.sniff(file))
  if (!format) throw unknownFormat(fileName, describe(file))
  const report = new ImportReport()
  const { unit, segments, language } = format.parse(file, report)
  const words = segments.reduce((sum, segment) => sum + segment.words.length, 0)
  if (words > LIMITS.transcriptWords)
    throw tooMany('transcript-too-many-words', `${words} words`, LIMITS.transcriptWords)
  const given = unit === 'turns' ? segments.length : 0
  if (given > LIMITS.transcriptTurns)
    throw tooMany('transcript-too-many-turns', `${given} turns`, LIMITS.transcriptTurns)
  const ordered = unit === 'cues' ? orderSegments(segments, report) : segments
  const turns = buildTurns(timeSegments(ordered, report), unit)
  if (turns.length === 0) {
    throw new TranscriptError(
      'transcript-empty',
      `“${fileName}” is ${format.name} but holds no words`,
      null,
      'Check that the export of the transcript was complete.',
    )
  }
  if (turns.every(turn => turn.start === null)) {
    report.add('note', 'The file holds no times: the text cannot follow the recording')
  }
  return {
    format: format.id,
    ...(language ? { language } : {}),
    speakers: tallySpeakers(turns),
    turns,
    report: report.entries,
  }
}

const openFile = (bytes: Uint8Array, name: string): TranscriptFile => {
  if (bytes.length > LIMITS.transcriptBytes) {
    const size = `${Math.ceil(bytes.length / 1024 / 1024)} MB`
    const remedy = 'A transcript is text; if this is the recording, add it as the recording instead.'
    throw new TranscriptError(
      'transcript-too-big',
      `“${name}” has ${size}; at most ${LIMITS.transcriptBytes / 1024 ** 2} MB can be read`,
      null,
      remedy,
    )
  }
  const kind = binaryKind(bytes)
  if (kind !== null) throw unknownFormat(name, kind)
  const text = decodeText(bytes)
  if (text.trim() === '') {
    throw new TranscriptError('transcript-empty', `“${name}” is empty`, null, 'Choose the file again.')
  }
  return { name, text, json: parseJson(text, name) }
}

const parseJson = (text: string, name: string): unknown => {
  if (!/^\s*[[{]\s*["{[\]}\d]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch (error) {
    // Prose may begin with a bracket, e.g. [00:12]; only what begins like an object is broken JSON.
    if (!/^\s*(\{|\[\s*\{)/.test(text)) return undefined
    const remedy = 'The file may be cut off: export or download it again.'
    throw new TranscriptError(
      'transcript-invalid',
      `“${name}” is not valid JSON`,
      (error as Error).message,
      remedy,
    )
  }
}

/** What a file of bytes is, for those that people mistake for a transcript. */
const binaryKind = (bytes: Uint8Array): string | null => {
  const head = String.fromCharCode(...bytes.subarray(0, 12))
  if (head.startsWith('PK\u0003\u0004')) return 'a Word document or another zipped file'
  if (head.startsWith('%PDF')) return 'a PDF'
  if (head.startsWith('{\\rtf')) return 'a Rich Text document'
  const audio =
    head.startsWith('\u001aEß£') || head.slice(4, 8) === 'ftyp' || /^(ID3|fLaC|OggS|RIFF)/.test(head)
  return audio ? 'a recording' : null
}

/** What a text file that no format knows seems to be. */
const describe = ({ text, json }: TranscriptFile): string => {
  if (isObject(json)) return `JSON with the fields ${Object.keys(json).slice(0, 6).join(', ')}`
  if (json !== undefined) return 'JSON of an unknown shape'
  const start = text.trimStart().slice(0, 2000)
  if (/^(<\?xml|<)/.test(start)) return `${/<(!doctype\s+)?html/i.test(start) ? 'HTML' : 'XML'}`
  if (start.startsWith('File type = "ooTextFile"')) return 'a Praat TextGrid'
  if (/^@(UTF8|Begin)/.test(start)) return 'a CHAT transcript'
  return 'a text of an unknown kind'
}

const unknownFormat = (name: string, kind: string) =>
  new TranscriptError(
    'transcript-unknown-format',
    `“${name}” is ${kind}, which Polyphony does not read`,
    null,
    `Export the transcript as one of: ${transcriptFormats.map(format => format.name).join(', ')}.`,
  )
