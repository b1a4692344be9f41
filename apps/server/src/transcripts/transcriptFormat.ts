import type { ImportReport } from './importReport.ts'
import type { DraftWord } from './transcriptDraft.ts'

/** A file as every format looks at it. */
export interface TranscriptFile {
  name: string
  text: string
  /** The parsed text when it is JSON, else undefined. */
  json: unknown
}

/** What a format reads: a cue, an utterance, or a whole turn. Times are taken as they are and repaired later. */
export interface Segment {
  speaker: string | null
  start: number | null
  end: number | null
  /** Words without times get theirs from the segment. */
  words: DraftWord[]
  /** For people: `cue 12`, `segment 3`. */
  where: string
}

export interface ParsedTranscript {
  language?: string
  /** `cues` cut speech anywhere and are joined; `turns` are meant as they stand and only split when very long. */
  unit: 'cues' | 'turns'
  segments: Segment[]
}

/** One file format of transcripts: one file in `formats/`. */
export interface TranscriptFormat {
  id: string
  /** For people. */
  name: string
  /** Whether the file looks like this format; must be cheap and never throw. */
  sniff(file: TranscriptFile): boolean
  /** @throws TranscriptError when the file is too broken to read. */
  parse(file: TranscriptFile, report: ImportReport): ParsedTranscript
}
