import type { Listening, Stretch } from '@polyphony/contract'
import { model, Schema } from 'mongoose'

/** What one member has heard of one conversation. */
export interface ListeningRecord {
  /** `<conversation>/<member>` */
  _id: string
  workspace: string
  conversation: string
  member: string
  /** Seconds; united. */
  heard: Stretch[]
  /** Of `heard`, so that lists need not read it. */
  seconds: number
  /** Where they stopped, in seconds. */
  position: number | null
  updatedAt: Date
  /** Grows with each change: who writes compares it, so that of two devices neither takes the other's away. */
  version: number
}

const schema = new Schema<ListeningRecord>({
  _id: String,
  workspace: { type: String, required: true, index: true },
  conversation: { type: String, required: true, index: true },
  member: { type: String, required: true },
  heard: { type: Schema.Types.Mixed, required: true },
  seconds: { type: Number, required: true },
  position: { type: Number, default: null },
  updatedAt: { type: Date, required: true },
  version: { type: Number, required: true },
})

export const ListeningModel = model('Listening', schema, 'listening')

export const presentListening = (record: Omit<ListeningRecord, 'version'>): Listening => ({
  member: record.member,
  heard: record.heard.map(([from, to]) => [from, to]),
  seconds: record.seconds,
  position: record.position,
  updatedAt: record.updatedAt.toISOString(),
})
