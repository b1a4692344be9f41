import type { ExportRunner } from '../commands/exports/exportRunner.ts'
import type { RecordingReader } from '../commands/imports/recordingReader.ts'
import type { MediaStore } from '../media/mediaStore.ts'
import type { Uploads } from './uploads.ts'

/** What the routes of conversations, imports, findings and exports work with. */
export interface ContentContext {
  media: MediaStore
  reader: RecordingReader
  uploads: Uploads
  exports: ExportRunner
}
