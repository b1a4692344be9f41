import { type Operation, Revision } from '@polyphony/ontology'
import { model, Schema, trusted } from 'mongoose'

/** One applied operation: the record of who changed the ontology, when, how, and what leads back. */
export interface OntologyRevisionRecord {
  /** `<workspace>/<number>`: no two writers can take the same number. */
  _id: string
  workspace: string
  /** 1 for the first; consecutive. */
  number: number
  operation: Operation
  /** Take the operation back when applied to the ontology as it was right after it. */
  inverse: Operation[]
  /** Member id. */
  actor: string
  at: Date
  note: string | null
  /** Number of the revision that this one takes back. */
  reverts: number | null
  /** Proposals of others that it settled: what their proposers are told. Absent from what was kept before. */
  settles?: SettledProposal[]
}

/** What a revision made of somebody's proposal. */
export interface SettledProposal {
  code: string
  /** As it was called then. */
  name: string
  /** Member id of who proposed it. */
  proposer: string
  outcome: 'adopted' | 'rejected' | 'merged' | 'retired'
  /** The code it was merged into. */
  into: string | null
  /** Why, where it was said. */
  reason: string | null
}

const schema = new Schema<OntologyRevisionRecord>(
  {
    _id: String,
    workspace: { type: String, required: true },
    number: { type: Number, required: true },
    operation: { type: Schema.Types.Mixed, required: true },
    inverse: { type: Schema.Types.Mixed, required: true },
    actor: { type: String, required: true },
    at: { type: Date, required: true },
    note: { type: String, default: null },
    reverts: { type: Number, default: null },
    settles: { type: Schema.Types.Mixed, default: [] },
  },
  { minimize: false },
)
schema.index({ workspace: 1, number: 1 }, { unique: true })
schema.index({ workspace: 1, reverts: 1 })
schema.index({ workspace: 1, 'settles.proposer': 1 })

export const OntologyRevisionModel = model('OntologyRevision', schema, 'ontologyRevisions')

export const revisionId = (workspace: string, number: number): string => `${workspace}/${number}`

/** Steps of a batch that are shown: one import must not fill the history. */
const MOST_STEPS = 50

/** A revision as the contract shows it, a large batch by its first steps. */
export const presentRevision = (record: Omit<OntologyRevisionRecord, 'inverse'>): Revision => {
  const { operation } = record
  const at = record.at.toISOString()
  if (operation.type !== 'batch' || operation.steps.length <= MOST_STEPS)
    return Revision.parse({ ...record, at })
  const steps = operation.steps.slice(0, MOST_STEPS)
  const omitted = operation.steps.length - MOST_STEPS
  return Revision.parse({ ...record, operation: { ...operation, steps }, omitted, at })
}

/** Where a revision names a code: what it changed is told by its inverse, what was done to it by the operation. */
const NAMING = [
  'inverse.codes.id',
  'operation.into',
  'operation.also',
  'operation.parent',
  ...['inverse.relations.from', 'inverse.relations.to'].flatMap(at => [`${at}.from`, `${at}.to`]),
  ...['inverse.mappings', 'inverse.examples'].flatMap(at => [`${at}.from.code`, `${at}.to.code`]),
]

/** Revisions that are about one of these codes, as a filter. */
export const aboutCodes = (codes: readonly string[]) => {
  const among = trusted({ $in: [...codes] })
  return { $or: NAMING.map(path => ({ [path]: among })) }
}
