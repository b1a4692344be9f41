import type { HighlightRecord } from '@polyphony/contract'
import { type Body, plainText } from '@polyphony/document'
import { model, Schema } from 'mongoose'

/** A highlight as projected from a layer: derived, and made anew from the layer at any time. */
export interface ProjectedHighlight
  extends Omit<HighlightRecord, 'highlight' | 'codes' | 'codings' | 'createdAt' | 'start' | 'end'> {
  /** `<conversation>/<member>/<highlight>` */
  _id: string
  highlight: string
  /** Seconds. */
  start: number | null
  end: number | null
  /** As its author wrote it, with its form and mentions; `memo` holds the words alone. */
  memoBody: Body | null
  /** Member ids. */
  memoMentions: string[]
  memoAt: Date | null
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
  memoBody: { type: Schema.Types.Mixed, default: null },
  memoMentions: { type: [String], required: true },
  memoAt: { type: Date, default: null },
  codings: { type: Schema.Types.Mixed, required: true },
  createdAt: { type: Date, required: true },
  hash: { type: String, required: true },
})
schema.index({ workspace: 1, _id: 1 })
schema.index({ workspace: 1, memoMentions: 1 })

export const HighlightModel = model('Highlight', schema, 'highlights')

/** `nameOf` gives the name of a member whom a memo mentions; `countsAs` says as what a code applied here counts. */
export const presentHighlight = (
  record: ProjectedHighlight,
  nameOf: (member: string) => string,
  countsAs: (code: string) => readonly string[],
): HighlightRecord => ({
  workspace: record.workspace,
  conversation: record.conversation,
  member: record.member,
  highlight: record.highlight,
  status: record.status,
  passages: record.passages,
  start: record.start,
  end: record.end,
  memo: record.memoBody === null ? record.memo : plainText(record.memoBody, nameOf),
  codes: [...new Set(record.codings.flatMap(({ code }) => countsAs(code)))],
  codings: record.codings.map(({ code }) => ({ applied: code, codes: [...countsAs(code)] })),
  createdAt: record.createdAt.toISOString(),
})
