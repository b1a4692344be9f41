import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { can, LIMITS, PolyphonyError, UPLOADS_PATH } from '@polyphony/contract'
import { FileStore } from '@tus/file-store'
import { EVENTS, Server as TusServer } from '@tus/server'
import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
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
export const createUploads = (media: MediaStore, reader: RecordingReader, logger: Logger) => {
  const store = new FileStore({ directory: media.uploads, expirationPeriodInMilliseconds: KEPT_MS })

  const remove = async (uploadId: string): Promise<void> => {
    for (const file of [uploadId, `${uploadId}.json`]) await rm(join(media.uploads, file), { force: true })
  }

  const requireImport = async (
    headers: Headers,
    importId: string | null | undefined,
  ): Promise<ImportRecord> => {
    const signedIn = await actorOf({
      cookie: headers.get('cookie') ?? undefined,
      authorization: headers.get('authorization') ?? undefined,
    })
    if (!signedIn) throw new PolyphonyError('sign-in-required', 'Sign in to hand over a recording.')
    const record = await ImportModel.findOne({
      _id: importId ?? '',
      finishedAt: null,
    }).lean<ImportRecord>()
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
        const { metadata, offset, size } = await store.getUpload(uploadId)
        const record = await requireImport(request.headers, metadata?.import)
        if (record.upload !== uploadId)
          throw new PolyphonyError('gone', 'Another recording has taken the place of this one.')
        // All has arrived, but taking it over failed: its sender must not take that for done, and begins anew.
        if (request.method === 'HEAD' && offset === size)
          throw new PolyphonyError('gone', 'The recording could not be taken over. Send it again.')
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
        if (record.upload) await remove(record.upload)
        return {}
      } catch (error) {
        throw refusal(error)
      }
    },
    async onUploadFinish(_request, upload) {
      const importId = upload.metadata?.import
      try {
        if (!importId) throw new PolyphonyError('not-found', 'The upload names no import.')
        await reader.accept(importId, upload.id)
        return {}
      } catch (error) {
        throw refusal(error)
      }
    },
  })

  // Given up by its sender: the import is again as if nothing had been handed over.
  server.on(EVENTS.POST_TERMINATE, (_request, _response, uploadId) => {
    ImportModel.updateOne({ upload: uploadId }, { $set: { recording: null, upload: null } }).catch(err =>
      logger.error({ err, upload: uploadId }, 'an upload was given up, but its import still waits for it'),
    )
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
    remove,
    /** Removes uploads that got no byte for two days. */
    async removeExpired(): Promise<void> {
      for (const name of await readdir(media.uploads)) {
        const found = await stat(join(media.uploads, name)).catch(() => null)
        if (name.endsWith('.json') || !found || Date.now() - found.mtimeMs < KEPT_MS) continue
        await remove(name)
      }
    },
  }
}

export type Uploads = ReturnType<typeof createUploads>
