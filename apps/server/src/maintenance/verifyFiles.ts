import { stat } from 'node:fs/promises'
import type { MediaStore } from '../media/mediaStore.ts'
import { ConversationModel, type ConversationRecord } from '../models/conversation.ts'

/** Something wrong in the store, for people. */
export interface Problem {
  check: string
  /** What it is about: a document's name, a conversation's id. */
  subject: string
  message: string
}

/** Whether every recording and waveform is where its conversation says, in the size it says. */
export const verifyFiles = async (
  media: MediaStore,
): Promise<{ recordings: number; problems: Problem[] }> => {
  const problems: Problem[] = []
  const conversations = await ConversationModel.find({}).lean<ConversationRecord[]>()
  const withRecording = conversations.filter(one => one.recording !== null)
  const report = (subject: string, message: string) => problems.push({ check: 'files', subject, message })
  for (const { _id, recording } of withRecording) {
    if (!recording) continue
    const bytes = await stat(media.recording(_id, recording.extension)).then(
      found => found.size,
      () => null,
    )
    if (bytes === null) report(_id, 'its recording is missing')
    else if (bytes !== recording.bytes)
      report(_id, `its recording has ${bytes} bytes instead of ${recording.bytes}`)
    if (recording.peaks && !(await stat(media.peaks(_id)).catch(() => null)))
      report(_id, 'its waveform is missing')
  }
  return { recordings: withRecording.length, problems }
}
