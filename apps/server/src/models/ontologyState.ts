import type { Ontology } from '@polyphony/ontology'
import { model, Schema } from 'mongoose'

/** The ontology of a workspace after its revisions so far: derived from them, kept so that reading is quick. */
export interface OntologyStateRecord {
  /** The workspace's id. */
  _id: string
  /** `ontology.revision`, to compare with. */
  revision: number
  ontology: Ontology
}

const schema = new Schema<OntologyStateRecord>(
  {
    _id: String,
    revision: { type: Number, required: true },
    ontology: { type: Schema.Types.Mixed, required: true },
  },
  // Empty collections of records are values too.
  { minimize: false },
)

export const OntologyStateModel = model('OntologyState', schema, 'ontologyStates')
