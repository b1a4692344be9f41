import { cueSegments } from '../cueSegments.ts'
import { hasCues, readCues } from '../cues.ts'
import type { TranscriptFormat } from '../transcriptFormat.ts'

/** SubRip (.srt): numbered cues; `Name:` at the beginning of a line names a speaker. */
export const subRip: TranscriptFormat = {
  id: 'srt',
  name: 'SubRip (SRT)',
  sniff: file => !file.text.startsWith('WEBVTT') && hasCues(file.text),
  parse: (file, report) => ({
    unit: 'cues',
    segments: cueSegments(readCues(file.text, { blankEndsCue: false }), report),
  }),
}
