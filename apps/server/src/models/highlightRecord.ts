import type { HighlightRecord } from '@polyphony/contract'
import { model, Schema } from 'mongoose'

/** A highlight as projected from a layer: derived, and made anew from the layer at any time. */
export interface ProjectedHighlight
  extends Omit<HighlightRecord, 'highlight' | 'codes' | 'createdAt' | 'start' | 'end'> {
  /** `<conversation>/<member>/<highlight>` */
  _id: string
  highlight: string
  /** Seconds. */
  start: number | null
  end: number | null
  codings: { code: string; createdAt: Date }[]
  createdAt: Date
  /** Of everything above: what has not changed is not written again. */
  hash: string
}

const schema = new Schema<ProjectedHighlight>({
  _id: String,
  workspace: { type: String, required: true },
  conversation: { type: String, required: true },
  member: { type: String, required: true },
  highlight: { type: String, required: true },
  status: { type: String, required: true },
  passages: { type: Schema.Types.Mixed, required: true },
  start: { type: Number, default: null },
  end: { type: Number, default: null },
  memo: { type: String, default: null },
  codings: { type: Schema.Types.Mixed, required: true },
  createdAt: { type: Date, required: true },
  hash: { type: String, required: true },
})
schema.index({ workspace: 1, _id: 1 })

export const HighlightModel = model('Highlight', schema, 'highlights')

export const presentHighlight = (record: ProjectedHighlight): HighlightRecord => ({
  workspace: record.workspace,
  conversation: record.conversation,
  member: record.member,
  highlight: record.highlight,
  status: record.status,
  passages: record.passages,
  start: record.start,
  end: record.end,
  memo: record.memo,
  codes: record.codings.map(({ code }) => code),
  createdAt: record.createdAt.toISOString(),
})
