import { applyOperation, emptyOntology, Ontology } from '@polyphony/ontology'
import { mongo, trusted } from 'mongoose'
import { OntologyRevisionModel, type OntologyRevisionRecord } from '../models/ontologyRevision.ts'
import { OntologyStateModel } from '../models/ontologyState.ts'

/**
 * The ontology of a workspace as recorded; an empty one where nothing has been recorded. Where the kept state is
 * behind its revisions (a server stopped between the two), it is brought up to them first.
 */
export const readOntology = async (workspace: string): Promise<Ontology> => {
  const state = await OntologyStateModel.findById(workspace).lean()
  const ontology = state ? Ontology.parse(state.ontology) : emptyOntology
  const missing = await OntologyRevisionModel.find({ workspace, number: trusted({ $gt: ontology.revision }) })
    .sort({ number: 1 })
    .lean()
  if (missing.length === 0) return ontology
  const current = replay(ontology, missing)
  await keepState(workspace, current)
  return current
}

/** Applies recorded revisions in order. Throws where the record has a gap or does not apply: it would be damaged. */
export const replay = (
  from: Ontology,
  revisions: readonly Pick<OntologyRevisionRecord, '_id' | 'number' | 'operation' | 'actor' | 'at'>[],
): Ontology => {
  let ontology = from
  for (const { _id, number, operation, actor, at } of revisions) {
    if (number !== ontology.revision + 1)
      throw new Error(`The ontology's record is damaged: ${_id} follows revision ${ontology.revision}.`)
    ontology = applyOperation(ontology, operation, { actor, at: at.toISOString() }).ontology
  }
  return ontology
}

/** Keeps a state unless a later one is kept already. */
export const keepState = async (workspace: string, ontology: Ontology): Promise<void> => {
  try {
    await OntologyStateModel.updateOne(
      { _id: workspace, revision: trusted({ $lt: ontology.revision }) },
      { $set: { revision: ontology.revision, ontology } },
      { upsert: true },
    )
  } catch (error) {
    // One is there, and not earlier than this: the update found none to change, and could not insert a second.
    if (!isDuplicateKey(error)) throw error
  }
}

export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof mongo.MongoServerError && error.code === 11_000
