import { LIMITS, PolyphonyError } from '@polyphony/contract'
import { trusted } from 'mongoose'
import type { Logger } from 'pino'
import { makePeaks } from '../../media/makePeaks.ts'
import type { MediaStore } from '../../media/mediaStore.ts'
import { probeRecording } from '../../media/probeRecording.ts'
import { sniffAudio } from '../../media/sniffAudio.ts'
import { type ImportedRecording, ImportModel, type ImportRecord } from '../../models/import.ts'

/**
 * Reads recordings in the background: what they are, how long, and the peaks of their waveform. What was under way
 * when the server stopped is begun again by `resume`.
 */
export interface RecordingReader {
  /** Takes over the file that an upload of the import has brought, and begins to read it. @throws gone */
  accept(importId: string, upload: string): Promise<void>
  /** 0–1 of the reading under way; undefined when none is. */
  progress(importId: string): number | undefined
  /** Stops reading; resolves when the child process is gone. */
  cancel(importId: string): Promise<void>
  resume(): Promise<void>
  close(): Promise<void>
}

interface Job {
  controller: AbortController
  progress: number
  done: Promise<void>
}

const describe = (error: unknown): { code: string; message: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? { code: error.code, message: error.message }
    : {
        code: 'internal-error',
        message: 'The recording could not be read because of a fault in the server; its log says more.',
      }

export const createRecordingReader = (media: MediaStore, logger: Logger): RecordingReader => {
  const jobs = new Map<string, Job>()

  const update = (importId: string, change: Partial<ImportedRecording>): Promise<unknown> =>
    ImportModel.updateOne(
      { _id: importId },
      { $set: Object.fromEntries(Object.entries(change).map(([key, value]) => [`recording.${key}`, value])) },
    )

  const read = async (importId: string, job: Job): Promise<void> => {
    const file = media.importFile(importId, 'recording')
    try {
      const { mime, extension } = await sniffAudio(file)
      await update(importId, { state: 'reading', audio: { mime, extension } })
      const { signal } = job.controller
      const announced = await probeRecording(file, { signal })
      const { duration, warning } = await makePeaks(file, media.importFile(importId, 'peaks'), {
        maxSeconds: LIMITS.recordingSeconds,
        signal,
        onProgress: seconds => {
          job.progress = Math.min(1, seconds / announced.duration)
        },
      })
      await update(importId, { state: 'ready', progress: 1, duration, warning: warning?.message ?? null })
    } catch (error) {
      if (job.controller.signal.aborted) return
      logger.warn({ err: error, import: importId }, 'a recording could not be read')
      await update(importId, { state: 'failed', error: describe(error) })
    }
  }

  const begin = (importId: string): void => {
    const job: Job = { controller: new AbortController(), progress: 0, done: Promise.resolve() }
    jobs.set(importId, job)
    job.done = read(importId, job)
      .catch(error => logger.error({ err: error, import: importId }, 'reading a recording failed'))
      .finally(() => {
        if (jobs.get(importId) === job) jobs.delete(importId)
      })
  }

  const cancel = async (importId: string): Promise<void> => {
    const job = jobs.get(importId)
    job?.controller.abort()
    await job?.done
  }

  return {
    async accept(importId, upload) {
      await cancel(importId)
      // Whoever took the import's recording out, or handed another one over, was earlier.
      const { matchedCount } = await ImportModel.updateOne(
        { _id: importId, upload },
        { $set: { 'recording.state': 'queued' } },
      )
      if (matchedCount === 0)
        throw new PolyphonyError('gone', 'The recording was taken out of the import while it was under way.')
      await media.adoptUpload(upload, importId)
      await ImportModel.updateOne({ _id: importId, upload }, { $set: { upload: null } })
      begin(importId)
    },
    progress: importId => jobs.get(importId)?.progress,
    cancel,
    async resume() {
      const open = await ImportModel.find({
        'recording.state': trusted({ $in: ['queued', 'reading'] }),
      }).lean<ImportRecord[]>()
      for (const { _id, upload } of open) {
        if (upload !== null) {
          await media.adoptUpload(upload, _id)
          await ImportModel.updateOne({ _id, upload }, { $set: { upload: null } })
        }
        begin(_id)
      }
    },
    async close() {
      await Promise.all([...jobs.keys()].map(cancel))
    },
  }
}
