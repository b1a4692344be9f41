/** A word as a transcript file gives it. Times are seconds; null when unknown. */
export interface DraftWord {
  /** As displayed, punctuation attached, never empty and without white space. */
  text: string
  start: number | null
  end: number | null
  /** 0–1, where the recogniser gave one. */
  confidence?: number
}

/** One speaker, one stretch. Joining the words with single spaces gives the turn's text. */
export interface DraftTurn {
  /** A `DraftSpeaker.key`; null when the file names nobody. */
  speaker: string | null
  start: number | null
  end: number | null
  /** Starts never decrease within a turn; turns of different speakers may overlap. */
  words: DraftWord[]
  /** The file has no word times here: they were spread over the cue or turn by the length of the words. */
  estimated?: true
}

/** A speaker as the file names them, with how much they say. */
export interface DraftSpeaker {
  key: string
  name: string
  turns: number
  words: number
  seconds: number
}

/** Something a person who imports should know. Equal remarks are counted, not repeated. */
export interface ReportEntry {
  /** `skipped`: left out; `repaired`: kept, but changed; `note`: kept as it is, worth a look. */
  kind: 'skipped' | 'repaired' | 'note'
  what: string
  /** Where it was first seen, e.g. `cue 12`. */
  where?: string
  count: number
  /** Up to three. */
  examples: string[]
}

/** A transcript as read from a file, before a person has looked at it and named its speakers. */
export interface TranscriptDraft {
  /** A `TranscriptFormat.id`. */
  format: string
  /** BCP 47 or the name the recogniser uses, where the file says it. */
  language?: string
  /** In order of appearance. */
  speakers: DraftSpeaker[]
  turns: DraftTurn[]
  report: ReportEntry[]
}
