import { spawn } from 'node:child_process'
import { mkdir, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { PolyphonyError } from '@polyphony/contract'
import { trusted } from 'mongoose'
import type { Logger } from 'pino'
import { childEntry } from '../../childEntry.ts'
import { MediaQueue } from '../../media/mediaQueue.ts'
import type { MediaStore } from '../../media/mediaStore.ts'
import { ExportModel, type ExportRecord } from '../../models/export.ts'
import { TokenModel } from '../../models/token.ts'
import { createToken, revokeToken } from '../tokens.ts'
import { ExportNews, type ExportOrder } from './exportProtocol.ts'

/** Runs exports in child processes, a few at a time, with the rights of who asked for them. */
export interface ExportRunner {
  start(record: ExportRecord, user: string): void
  /** Stops an export and removes what it wrote. */
  cancel(exportId: string): Promise<void>
  /** Exports that were under way when the server stopped are marked as failed. */
  settleInterrupted(): Promise<void>
  close(): Promise<void>
}

interface Job {
  controller: AbortController
  done: Promise<void>
}

/** Exports running at once; the others wait. */
const AT_ONCE = 1

/** What becomes of an export when the server stops. */
const STOPPED = {
  code: 'unavailable',
  message: 'The server was stopped while this export was under way. Export again.',
}

/** A token is the export's own: made for it, gone with it. */
const tokenName = (exportId: string): string => `Export ${exportId}`

export const createExportRunner = (
  media: MediaStore,
  logger: Logger,
  baseUrl: () => string,
): ExportRunner => {
  const jobs = new Map<string, Job>()
  const queue = new MediaQueue(AT_ONCE)

  const update = (id: string, change: Partial<ExportRecord>) =>
    ExportModel.updateOne({ _id: id }, { $set: change })

  const removeFiles = async (id: string): Promise<void> => {
    await rm(media.exportFolder(id), { recursive: true, force: true })
    await rm(media.exportArchive(id), { force: true })
  }

  /** Runs the child and follows what it says; resolves with the size of the archive. */
  const runChild = async (order: ExportOrder, id: string, signal: AbortSignal): Promise<number> => {
    const { file, execArgv } = childEntry('exportChild', 'src/commands/exports/exportChild.ts')
    const child = spawn(process.execPath, ['--max-old-space-size=400', ...execArgv, file], {
      stdio: ['pipe', 'pipe', 'pipe'],
      signal,
    })
    const exited = new Promise<number | null>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', resolve)
    })
    // Waited for below; a kill in between must not count as unhandled.
    exited.catch(() => {})
    let complaints = ''
    child.stderr.on('data', data => {
      complaints = (complaints + data).slice(-4000)
    })
    child.stdin.on('error', () => {
      // The child has ended before it read its order; its exit says why.
    })
    child.stdin.end(JSON.stringify(order))
    let bytes: number | null = null
    let failure: { code: string; message: string } | null = null
    for await (const line of createInterface({ input: child.stdout })) {
      const news = ExportNews.parse(JSON.parse(line))
      if ('done' in news) bytes = news.done.bytes
      else if ('error' in news) failure = news.error
      else await update(id, { step: news.step, progress: news.progress })
    }
    const code = await exited
    if (failure) throw new PolyphonyError(failure.code as 'internal-error', failure.message)
    if (bytes === null) throw new Error(`The export process ended with ${code}: ${complaints}`)
    return bytes
  }

  const write = async (record: ExportRecord, user: string, signal: AbortSignal): Promise<void> => {
    const { _id: id, workspace, formats, findings, comments } = record
    await update(id, { state: 'running' })
    const directory = media.exportFolder(id)
    await mkdir(directory, { recursive: true })
    const name = tokenName(id)
    const { token, secret } = await createToken({ user, name, readOnly: true, expiresInDays: 1 })
    try {
      const order = {
        baseUrl: baseUrl(),
        token: secret,
        workspace,
        formats,
        findings,
        comments,
        directory,
        archive: media.exportArchive(id),
      }
      const bytes = await runChild(order, id, signal)
      await update(id, { state: 'ready', progress: 1, step: 'Done', bytes })
    } finally {
      await revokeToken(user, token._id).catch(error => {
        // Whose it is may have revoked it meanwhile.
        if (!(error instanceof PolyphonyError && error.code === 'not-found')) throw error
      })
    }
  }

  const run = async (record: ExportRecord, user: string, signal: AbortSignal): Promise<void> => {
    const { _id: id } = record
    try {
      await queue.run(() => write(record, user, signal), signal)
    } catch (error) {
      await removeFiles(id)
      if (signal.aborted) {
        await update(
          id,
          signal.reason === STOPPED ? { state: 'failed', error: STOPPED } : { state: 'cancelled', step: '' },
        )
        return
      }
      logger.warn({ err: error, export: id }, 'an export failed')
      const known = error instanceof PolyphonyError
      await update(id, {
        state: 'failed',
        error: {
          code: known ? error.code : 'internal-error',
          message: known
            ? error.message
            : 'The export failed because of a fault in the server; its log says more.',
        },
      })
    }
  }

  return {
    start(record, user) {
      const controller = new AbortController()
      const done = run(record, user, controller.signal)
        .catch(error => logger.error({ err: error, export: record._id }, 'an export could not be recorded'))
        .finally(() => jobs.delete(record._id))
      jobs.set(record._id, { controller, done })
    },
    async cancel(exportId) {
      const job = jobs.get(exportId)
      job?.controller.abort()
      await job?.done
      await removeFiles(exportId)
    },
    async settleInterrupted() {
      const open = await ExportModel.find({ state: trusted({ $in: ['queued', 'running'] }) }).lean()
      for (const { _id } of open) {
        await removeFiles(_id)
        await TokenModel.deleteMany({ name: tokenName(_id), readOnly: true })
        await update(_id, { state: 'failed', error: STOPPED })
      }
    },
    async close() {
      const open = [...jobs.values()]
      for (const { controller } of open) controller.abort(STOPPED)
      await Promise.all(open.map(job => job.done))
    },
  }
}
