import type { Token } from '@polyphony/contract'
import { model, Schema } from 'mongoose'

/** A personal access token, for scripts and notebooks. Only its hash is kept. */
export interface TokenRecord {
  _id: string
  user: string
  name: string
  hash: string
  readOnly: boolean
  createdAt: Date
  lastUsedAt: Date | null
  expiresAt: Date | null
}

const schema = new Schema<TokenRecord>({
  _id: String,
  user: { type: String, required: true, index: true },
  name: { type: String, required: true },
  hash: { type: String, required: true, unique: true },
  readOnly: { type: Boolean, required: true },
  createdAt: { type: Date, required: true },
  lastUsedAt: { type: Date, default: null },
  expiresAt: { type: Date, default: null },
})

export const TokenModel = model('Token', schema, 'tokens')

export const presentToken = (record: TokenRecord): Token => ({
  id: record._id,
  name: record.name,
  readOnly: record.readOnly,
  createdAt: record.createdAt.toISOString(),
  lastUsedAt: record.lastUsedAt?.toISOString() ?? null,
  expiresAt: record.expiresAt?.toISOString() ?? null,
})
