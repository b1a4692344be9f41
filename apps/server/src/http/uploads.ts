import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { can, LIMITS, PolyphonyError, UPLOADS_PATH } from '@polyphony/contract'
import { FileStore } from '@tus/file-store'
import { Server as TusServer } from '@tus/server'
import type { RequestHandler } from 'express'
import type { RecordingReader } from '../commands/imports/recordingReader.ts'
import type { MediaStore } from '../media/mediaStore.ts'
import { type ImportedRecording, ImportModel, type ImportRecord } from '../models/import.ts'
import { actorOf } from '../policies/actor.ts'

/** An unfinished upload is kept so long for its sender to come back. */
const KEPT_MS = 48 * 3600 * 1000

const refusal = (error: unknown): { status_code: number; body: string } =>
  error instanceof PolyphonyError
    ? { status_code: error.status, body: JSON.stringify(error.toBody()) }
    : (error as { status_code: number; body: string })

/**
 * Recordings come in by tus (https://tus.io, protocol 1.0.0): streamed to disk, resumable after a lost connection or
 * a restart, never larger than the limit. Whoever may import may upload, into their own imports only.
 */
export const createUploads = (media: MediaStore, reader: RecordingReader) => {
  const store = new FileStore({ directory: media.uploads, expirationPeriodInMilliseconds: KEPT_MS })

  const requireImport = async (
    headers: Headers,
    importId: string | null | undefined,
  ): Promise<ImportRecord> => {
    const signedIn = await actorOf({
      cookie: headers.get('cookie') ?? undefined,
      authorization: headers.get('authorization') ?? undefined,
    })
    if (!signedIn) throw new PolyphonyError('sign-in-required', 'Sign in to hand over a recording.')
    const record = importId ? await ImportModel.findById(importId).lean<ImportRecord>() : null
    if (!record)
      throw new PolyphonyError('not-found', 'There is no such import; it may have been finished or given up.')
    if (!can(signedIn.actor, 'conversation.import', { workspace: record.workspace })) {
      throw new PolyphonyError('forbidden', 'Your role does not allow importing here.')
    }
    return record
  }

  const server = new TusServer({
    path: UPLOADS_PATH,
    datastore: store,
    maxSize: LIMITS.recordingBytes,
    relativeLocation: true,
    async onIncomingRequest(request, uploadId) {
      if (request.method === 'OPTIONS' || request.method === 'POST') return
      try {
        const { metadata } = await store.getUpload(uploadId)
        await requireImport(request.headers, metadata?.import)
      } catch (error) {
        throw refusal(error)
      }
    },
    async onUploadCreate(request, upload) {
      try {
        const record = await requireImport(request.headers, upload.metadata?.import)
        if (!upload.size)
          throw new PolyphonyError(
            'invalid-input',
            'The size of the recording must be known, and more than 0 bytes.',
          )
        const recording: ImportedRecording = {
          name: (upload.metadata?.name ?? 'recording').slice(0, 255),
          bytes: upload.size,
          state: 'uploading',
          progress: 0,
          duration: null,
          warning: null,
          error: null,
          audio: null,
        }
        await reader.cancel(record._id)
        await ImportModel.updateOne({ _id: record._id }, { $set: { recording, upload: upload.id } })
        return {}
      } catch (error) {
        throw refusal(error)
      }
    },
    async onUploadFinish(_request, upload) {
      const importId = upload.metadata?.import
      try {
        if (!importId) throw new PolyphonyError('not-found', 'The upload names no import.')
        await reader.accept(
          importId,
          join(media.uploads, upload.id),
          upload.metadata?.name ?? 'recording',
          upload.size ?? 0,
        )
        // The protocol's own note of the upload is of no use any more.
        await rm(join(media.uploads, `${upload.id}.json`), { force: true })
        return {}
      } catch (error) {
        throw refusal(error)
      }
    },
  })

  const handler: RequestHandler = (request, response) => server.handle(request, response)
  return {
    handler,
    /** How much of an upload has arrived, 0–1. */
    async progress(uploadId: string): Promise<number | undefined> {
      try {
        const { offset, size } = await store.getUpload(uploadId)
        return size ? offset / size : undefined
      } catch {
        // Finished or expired meanwhile: the import's own state tells.
        return undefined
      }
    },
    remove: (uploadId: string): Promise<void> =>
      store.remove(uploadId).catch(() => {
        // It was not there any more, which is what was wanted.
      }),
    removeExpired: () => store.deleteExpired(),
  }
}

export type Uploads = ReturnType<typeof createUploads>
