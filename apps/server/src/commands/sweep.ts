import { LIMITS } from '@polyphony/contract'
import { trusted } from 'mongoose'
import type { Logger } from 'pino'
import type { MediaStore } from '../media/mediaStore.ts'
import { BoardModel } from '../models/board.ts'
import { ConversationModel } from '../models/conversation.ts'
import { FindingModel } from '../models/finding.ts'
import { ImportModel } from '../models/import.ts'
import { deleteBoard } from './deleteBoard.ts'
import { deleteConversation } from './deleteConversation.ts'
import { deleteFinding } from './deleteFinding.ts'

const HOUR_MS = 3600_000
/** What lies in the bin can be taken out for so long. */
const BIN_MS = LIMITS.binDays * 24 * HOUR_MS
/** An import nobody finished. */
const IMPORT_MS = 7 * 24 * HOUR_MS

/**
 * Deletes for good what has been in the bin for 30 days, and imports that were finished or left a week ago.
 * @throws AggregateError of what could not be deleted, after all else has been
 */
export const sweep = async (media: MediaStore, now = Date.now()): Promise<void> => {
  const binned = () => ({ deletedAt: trusted({ $ne: null, $lt: new Date(now - BIN_MS) }) })
  const stale = { createdAt: trusted({ $lt: new Date(now - IMPORT_MS) }) }
  const work: (() => Promise<void>)[] = [
    ...(await ConversationModel.find(binned(), { _id: 1 }).lean()).map(
      ({ _id }) =>
        () =>
          deleteConversation(media, _id),
    ),
    ...(await FindingModel.find(binned(), { _id: 1 }).lean()).map(
      ({ _id }) =>
        () =>
          deleteFinding(_id),
    ),
    ...(await BoardModel.find(binned(), { _id: 1 }).lean()).map(
      ({ _id }) =>
        () =>
          deleteBoard(_id),
    ),
    ...(await ImportModel.find(stale, { _id: 1 }).lean()).map(({ _id }) => async () => {
      await media.removeImport(_id)
      await ImportModel.deleteOne({ _id })
    }),
  ]
  const failures: unknown[] = []
  for (const one of work) await one().catch(error => failures.push(error))
  if (failures.length > 0) throw new AggregateError(failures, `could not be deleted: ${failures.length}`)
}

/**
 * Sweeps once now and then every hour, abandoned uploads included; the function returned ends that, and resolves when
 * none is under way.
 */
export const keepSweeping = (
  media: MediaStore,
  removeExpiredUploads: () => Promise<void>,
  logger: Logger,
): (() => Promise<void>) => {
  const run = () =>
    Promise.all([sweep(media), removeExpiredUploads()]).catch(err =>
      logger.error({ err }, 'what is out of date could not be deleted; it is tried again in an hour'),
    )
  let sweeping: Promise<unknown> = run()
  const timer = setInterval(() => {
    sweeping = sweeping.then(run)
  }, HOUR_MS)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await sweeping
  }
}
