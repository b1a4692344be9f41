import { writeFile } from 'node:fs/promises'
import { type ErrorCode, PolyphonyError } from '@polyphony/contract'
import type { MediaStore } from '../../media/mediaStore.ts'
import { ImportModel, type ImportRecord } from '../../models/import.ts'
import { readTranscript } from '../../transcripts/readTranscript.ts'
import type { TranscriptDraft } from '../../transcripts/transcriptDraft.ts'
import { TranscriptError, type TranscriptErrorCode } from '../../transcripts/transcriptError.ts'

/** How many turns the wizard shows for a look. */
const PREVIEW_TURNS = 12

const ERROR_CODES: Record<TranscriptErrorCode, ErrorCode> = {
  'transcript-empty': 'transcript-empty',
  'transcript-too-big': 'too-large',
  'transcript-not-utf8': 'transcript-encoding',
  'transcript-unknown-format': 'transcript-unknown-format',
  'transcript-invalid': 'transcript-invalid',
  'transcript-too-many-turns': 'transcript-too-long',
  'transcript-too-many-words': 'transcript-too-long',
  'transcript-unknown-speaker': 'invalid-input',
}

/** A reader's complaint as an error of the contract. */
export const asPolyphonyError = (error: unknown): unknown =>
  error instanceof TranscriptError
    ? new PolyphonyError(ERROR_CODES[error.code], error.message, { cause: error })
    : error

const summary = (draft: TranscriptDraft, name: string): NonNullable<ImportRecord['transcript']> => ({
  name,
  format: draft.format,
  speakers: draft.speakers,
  turns: draft.turns.length,
  words: draft.turns.reduce((sum, turn) => sum + turn.words.length, 0),
  preview: draft.turns.slice(0, PREVIEW_TURNS).map(turn => ({
    speaker: turn.speaker,
    start: turn.start,
    text: turn.words.map(word => word.text).join(' '),
  })),
  report: draft.report,
})

/**
 * Reads a transcript into an import. The file as handed over is kept beside what was read from it.
 * @throws the reader's complaint; the import is then as before
 */
export const receiveTranscript = async (
  media: MediaStore,
  record: ImportRecord,
  name: string,
  bytes: Uint8Array,
): Promise<ImportRecord> => {
  let draft: TranscriptDraft
  try {
    draft = readTranscript(bytes, name)
  } catch (error) {
    throw asPolyphonyError(error)
  }
  await media.importFolder(record._id)
  await writeFile(media.importFile(record._id, 'transcript'), bytes)
  await writeFile(media.importFile(record._id, 'draft'), JSON.stringify(draft))
  const transcript = summary(draft, name)
  await ImportModel.updateOne({ _id: record._id }, { $set: { transcript } })
  return { ...record, transcript }
}
