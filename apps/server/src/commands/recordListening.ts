import { setTimeout as wait } from 'node:timers/promises'
import {
  clampStretches,
  limitStretches,
  PolyphonyError,
  type Stretch,
  totalSeconds,
  uniteStretches,
} from '@polyphony/contract'
import type { ConversationRecord } from '../models/conversation.ts'
import { ListeningModel, type ListeningRecord } from '../models/listening.ts'
import { isDuplicateKey } from './readOntology.ts'

export interface RecordListening {
  conversation: ConversationRecord
  /** Member id of who listened. */
  member: string
  heard: readonly Stretch[]
  /** Where they stand, in seconds; null leaves it as it is. */
  position: number | null
}

/** Players differ by a little on how long a compressed recording is. */
const SLACK_SECONDS = 5
/** What one record holds at most; shorter gaps are closed beyond it. */
const MOST_STRETCHES = 2000
/** One person's devices are few: a race lost that often is no race any more. */
const ATTEMPTS = 50
const LONGEST_WAIT_MS = 30

/**
 * Adds what a member heard to what is known of it, and answers when that is on disk. The same again changes nothing;
 * nothing that another request adds meanwhile is lost.
 * @throws not-found without a recording; invalid-input past its end
 */
export const recordListening = async (command: RecordListening): Promise<ListeningRecord> => {
  const { conversation, member } = command
  const duration = conversation.recording?.duration
  if (duration === undefined)
    throw new PolyphonyError('not-found', 'This conversation has no recording to listen to.')
  requireWithin(command, duration)
  const added = clampStretches(command.heard, duration)
  const position =
    command.position === null ? null : Math.min(duration, Math.round(command.position * 10) / 10)

  const _id = `${conversation._id}/${member}`
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const known = await ListeningModel.findById(_id).lean<ListeningRecord>()
    const heard = limitStretches(uniteStretches(known?.heard ?? [], added), MOST_STRETCHES)
    const seconds = totalSeconds(heard)
    if (known && seconds === known.seconds && (position ?? known.position) === known.position) return known
    const record: ListeningRecord = {
      _id,
      workspace: conversation.workspace,
      conversation: conversation._id,
      member,
      heard,
      seconds,
      position: position ?? known?.position ?? null,
      updatedAt: new Date(),
      version: (known?.version ?? 0) + 1,
    }
    if (await write(record, known?.version ?? null)) return record
    await wait(Math.random() * LONGEST_WAIT_MS)
  }
  throw new PolyphonyError('unavailable', 'What you heard cannot be recorded at this moment. Try again.')
}

const requireWithin = ({ heard, position }: RecordListening, duration: number): void => {
  const latest = duration + SLACK_SECONDS
  const issues = [
    ...heard.flatMap(([, to], i) => (to > latest ? [`heard.${i}`] : [])),
    ...(position !== null && position > latest ? ['position'] : []),
  ].map(path => ({ path, message: `The recording ends at ${duration} s.` }))
  if (issues.length > 0)
    throw new PolyphonyError('invalid-input', 'What was heard lies past the end of the recording.', {
      issues,
    })
}

/** Writes the record if it is still at `version` (null: not there yet); false when somebody was first. */
const write = async (record: ListeningRecord, version: number | null): Promise<boolean> => {
  if (version !== null) {
    const { _id, ...changed } = record
    return (await ListeningModel.updateOne({ _id, version }, { $set: changed })).matchedCount === 1
  }
  try {
    await ListeningModel.insertMany([record])
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}
