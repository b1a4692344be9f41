import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyDataFolder } from '@polyphony/embedded-mongo'
import { pino } from 'pino'
import { createCollab } from '../collab/createCollab.ts'
import { connectDatabase } from '../database/connectDatabase.ts'
import type { Env } from '../env.ts'
import { mediaStoreIn } from '../media/mediaStore.ts'
import { verifyProjections } from '../projections/verifyProjections.ts'
import { type Problem, verifyFiles } from './verifyFiles.ts'
import { verifyOntologies } from './verifyOntologies.ts'

export interface VerifyReport {
  /** What was looked at, by kind. */
  counted: Record<string, number>
  problems: Problem[]
}

/** A running server projects a layer within two seconds: what differs after this is wrong. */
const SETTLE_MS = 4000

const refuseEverybody = {
  actorOf: async () => null,
  documentAccess: async () => ({ access: null, reason: 'forbidden' as const }),
  memberProfile: async () => {
    throw new Error('Nobody takes part while the store is verified.')
  },
}

/** Looks at a database that nobody else writes to, or at a live one where `env` names a MongoDB. */
const look = async (env: Env, dataDir: string): Promise<VerifyReport> => {
  const logger = pino({ level: 'silent' })
  const database = await connectDatabase(env, logger)
  const collab = createCollab({
    connection: database.connection,
    logger,
    policies: refuseEverybody,
    isAllowedOrigin: () => false,
  })
  try {
    const { problems, lost, ...counted } = await verifyProjections(collab.live)
    const files = await verifyFiles(mediaStoreIn(dataDir))
    const ontologies = await verifyOntologies()
    return {
      counted: {
        ...counted,
        'lost highlights': lost,
        recordings: files.recordings,
        revisions: ontologies.revisions,
      },
      problems: [
        ...problems.map(({ document, problem }) => ({
          check: 'documents',
          subject: document,
          message: problem,
        })),
        ...files.problems,
        ...ontologies.problems,
      ],
    }
  } finally {
    await collab.close(Date.now() + 5000)
    await database.close()
  }
}

/**
 * Checks a store: every log readable, projections equal to their rebuild, ontologies equal to their replayed
 * revisions, recordings and waveforms there and as long as recorded. The embedded database is copied first, so the
 * server may go on.
 */
export const verify = async (env: Env, onProgress: (text: string) => void): Promise<VerifyReport> => {
  if (env.mongodbUri !== null) {
    onProgress('Reading the store')
    return look(env, env.dataDir)
  }
  const database = join(env.dataDir, 'database')
  if (!existsSync(database))
    throw new Error(`${env.dataDir} is no data folder of Polyphony. Name the right one with --data-dir.`)
  const once = async (): Promise<VerifyReport> => {
    const folder = await mkdtemp(join(tmpdir(), 'polyphony-verify-'))
    try {
      onProgress('Copying the database')
      await mkdir(folder, { recursive: true })
      await copyDataFolder(database, join(folder, 'database'))
      onProgress('Reading the store')
      return await look({ ...env, dataDir: folder }, env.dataDir)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  const first = await once()
  const running = await stat(join(env.dataDir, 'lock')).then(
    () => true,
    () => false,
  )
  if (first.problems.length === 0 || !running) return first
  // What was being written at that moment is not wrong: only what stays wrong is.
  await new Promise(resolve => setTimeout(resolve, SETTLE_MS))
  return once()
}
