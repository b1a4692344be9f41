import type { Decision, Excerpt } from '@polyphony/contract'
import { model, Schema } from 'mongoose'

/** A passage picked for a finding, its words kept as they were; see `Excerpt` of the contract. */
export interface ExcerptRecord {
  _id: string
  finding: string
  workspace: string
  conversation: string
  member: string
  highlight: string
  turns: Excerpt['turns']
  /** Seconds. */
  start: number | null
  end: number | null
  /** As applied; `presentExcerpts` says what they count as. */
  codes: string[]
  /** Place in its finding. */
  position: number
  decision: {
    state: Decision['state']
    by: string | null
    at: Date | null
    reason: string | null
    expiresAt: Date | null
  }
  createdAt: Date
}

const schema = new Schema<ExcerptRecord>({
  _id: String,
  finding: { type: String, required: true, index: true },
  workspace: { type: String, required: true, index: true },
  conversation: { type: String, required: true },
  member: { type: String, required: true },
  highlight: { type: String, required: true },
  turns: { type: Schema.Types.Mixed, required: true },
  start: { type: Number, default: null },
  end: { type: Number, default: null },
  codes: { type: [String], default: [] },
  position: { type: Number, required: true },
  decision: { type: Schema.Types.Mixed, required: true },
  createdAt: { type: Date, required: true },
})
// One highlight supports a finding once.
schema.index({ finding: 1, conversation: 1, member: 1, highlight: 1 }, { unique: true })

export const ExcerptModel = model('Excerpt', schema, 'excerpts')

/** An approval past its date counts as none: the excerpt waits for a new decision. */
const currentDecision = (decision: ExcerptRecord['decision'], now: Date): Decision => {
  const expired = decision.state === 'approved' && decision.expiresAt !== null && decision.expiresAt <= now
  return {
    state: expired ? 'pending' : decision.state,
    by: decision.by,
    at: decision.at?.toISOString() ?? null,
    reason: decision.reason,
    expiresAt: decision.expiresAt?.toISOString() ?? null,
  }
}

export const presentExcerpt = (record: ExcerptRecord, now = new Date()): Excerpt => ({
  id: record._id,
  finding: record.finding,
  workspace: record.workspace,
  conversation: record.conversation,
  member: record.member,
  highlight: record.highlight,
  turns: record.turns,
  start: record.start,
  end: record.end,
  codes: [...record.codes],
  decision: currentDecision(record.decision, now),
  createdAt: record.createdAt.toISOString(),
})
