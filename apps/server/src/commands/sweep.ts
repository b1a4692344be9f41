import { trusted } from 'mongoose'
import type { Logger } from 'pino'
import type { Uploads } from '../http/uploads.ts'
import type { MediaStore } from '../media/mediaStore.ts'
import { ConversationModel } from '../models/conversation.ts'
import { ExcerptModel } from '../models/excerpt.ts'
import { FindingModel } from '../models/finding.ts'
import { ImportModel } from '../models/import.ts'
import { SourceWordsModel } from '../models/sourceWords.ts'

const HOUR_MS = 3600_000
/** What lies in the bin can be taken out for so long. */
const BIN_MS = 30 * 24 * HOUR_MS
/** An import nobody finished. */
const IMPORT_MS = 7 * 24 * HOUR_MS

/** Deletes for good what has been in the bin for 30 days, and imports that nobody finished in a week. */
export const sweep = async (media: MediaStore, now = Date.now()): Promise<void> => {
  const binned = { deletedAt: trusted({ $ne: null, $lt: new Date(now - BIN_MS) }) }
  for (const { _id } of await ConversationModel.find(binned, { _id: 1 }).lean()) {
    await media.removeConversation(_id)
    await SourceWordsModel.deleteOne({ _id })
    await ExcerptModel.deleteMany({ conversation: _id })
    await ConversationModel.deleteOne({ _id })
  }
  for (const { _id } of await FindingModel.find(binned, { _id: 1 }).lean()) {
    await ExcerptModel.deleteMany({ finding: _id })
    await FindingModel.deleteOne({ _id })
  }
  const stale = { createdAt: trusted({ $lt: new Date(now - IMPORT_MS) }) }
  for (const { _id } of await ImportModel.find(stale, { _id: 1 }).lean()) {
    await media.removeImport(_id)
    await ImportModel.deleteOne({ _id })
  }
}

/** Sweeps every hour while the server runs; returns the end of that. */
export const keepSweeping = (media: MediaStore, uploads: Uploads, logger: Logger): (() => void) => {
  const timer = setInterval(() => {
    Promise.all([sweep(media), uploads.removeExpired()]).catch(err =>
      logger.error({ err }, 'what is out of date could not be deleted; it is tried again in an hour'),
    )
  }, HOUR_MS)
  timer.unref()
  return () => clearInterval(timer)
}
