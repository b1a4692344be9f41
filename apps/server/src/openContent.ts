import type { Router } from 'express'
import type { Logger } from 'pino'
import { createDemoWorkspace } from './commands/demo/createDemoWorkspace.ts'
import type { CreateDemoWorkspace } from './commands/demoWorkspace.ts'
import { createExportRunner } from './commands/exports/exportRunner.ts'
import { createRecordingReader } from './commands/imports/recordingReader.ts'
import { keepSweeping } from './commands/sweep.ts'
import { binRoutes } from './http/routes/bin.ts'
import { boardRoutes } from './http/routes/boards.ts'
import { conversationRoutes } from './http/routes/conversations.ts'
import { correctionRoutes } from './http/routes/corrections.ts'
import { exportRoutes } from './http/routes/exports.ts'
import { findingRoutes } from './http/routes/findings.ts'
import { importRoutes } from './http/routes/imports.ts'
import { inboxRoutes } from './http/routes/inbox.ts'
import { listeningRoutes } from './http/routes/listening.ts'
import { planRoutes } from './http/routes/plan.ts'
import { progressRoutes } from './http/routes/progress.ts'
import { searchRoutes } from './http/routes/search.ts'
import { createUploads } from './http/uploads.ts'
import { openMediaStore } from './media/mediaStore.ts'

/** Recordings, imports, findings and exports, with the work that goes on in their background. */
export interface Content {
  routers: Router[]
  createDemoWorkspace: CreateDemoWorkspace
  /** Takes up again what was under way when the server stopped; needs requests to be answered already. */
  resume(): Promise<void>
  close(): Promise<void>
}

/** Opens the media folder and the services over it. `url` is where this server answers its own exports. */
export const openContent = async (dataDir: string, url: string, logger: Logger): Promise<Content> => {
  const media = await openMediaStore(dataDir)
  const reader = createRecordingReader(media, logger)
  const uploads = createUploads(media, reader, logger)
  const exports = createExportRunner(media, logger, () => url)
  const context = { media, reader, uploads, exports }
  let stopSweeping = async (): Promise<void> => {}
  return {
    routers: [
      binRoutes(),
      boardRoutes(),
      conversationRoutes(context),
      listeningRoutes(),
      planRoutes(),
      progressRoutes(),
      searchRoutes(),
      correctionRoutes(),
      inboxRoutes(),
      importRoutes(context),
      findingRoutes(context),
      exportRoutes(context),
    ],
    createDemoWorkspace: owner => createDemoWorkspace(media, logger, owner),
    async resume() {
      await exports.settleInterrupted()
      await reader.resume()
      stopSweeping = keepSweeping(media, uploads.removeExpired, logger)
    },
    async close() {
      await Promise.all([exports.close(), reader.close(), stopSweeping()])
    },
  }
}
