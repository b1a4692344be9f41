import { type Decision, PolyphonyError } from '@polyphony/contract'
import { ExcerptModel, type ExcerptRecord } from '../../models/excerpt.ts'
import { findConversation } from '../findConversation.ts'
import { findExcerpt } from './findFinding.ts'

export interface DecideExcerpt {
  excerpt: string
  state: Decision['state']
  reason: string | null
  expiresAt: Date | null
  /** Member id of who decides. */
  by: string
}

/**
 * Records the decision on sharing an excerpt.
 * @throws not-found; not-ready when the conversation's ceiling keeps it with the team; invalid-input for an expiry in
 * the past or a refusal without a reason
 */
export const decideExcerpt = async ({
  excerpt,
  state,
  reason,
  expiresAt,
  by,
}: DecideExcerpt): Promise<ExcerptRecord> => {
  const record = await findExcerpt(excerpt)
  const now = new Date()
  if (expiresAt && expiresAt <= now)
    throw new PolyphonyError('invalid-input', 'An approval cannot end in the past.')
  if (state === 'declined' && !reason?.trim()) {
    throw new PolyphonyError(
      'invalid-input',
      'Say why it is declined, so that the writer can choose another passage.',
    )
  }
  if (state === 'approved') {
    const conversation = await findConversation(record.conversation)
    if (conversation.ceiling === 'team') {
      throw new PolyphonyError(
        'not-ready',
        `“${conversation.title}” stays with the team. Raise how far it may travel before approving excerpts of it.`,
      )
    }
  }
  const decision: ExcerptRecord['decision'] =
    state === 'pending'
      ? { state, by: null, at: null, reason: null, expiresAt: null }
      : {
          state,
          by,
          at: now,
          reason: reason?.trim() || null,
          expiresAt: state === 'approved' ? expiresAt : null,
        }
  await ExcerptModel.updateOne({ _id: excerpt }, { $set: { decision } })
  return { ...record, decision }
}
