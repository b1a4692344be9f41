import { isDeepStrictEqual } from 'node:util'
import { emptyOntology, Ontology } from '@polyphony/ontology'
import { replay } from '../commands/readOntology.ts'
import { OntologyRevisionModel, type OntologyRevisionRecord } from '../models/ontologyRevision.ts'
import { OntologyStateModel } from '../models/ontologyState.ts'
import type { Problem } from './verifyFiles.ts'

/** Whether each kept ontology equals its revisions, replayed from the first. */
export const verifyOntologies = async (): Promise<{ revisions: number; problems: Problem[] }> => {
  const problems: Problem[] = []
  let counted = 0
  for (const state of await OntologyStateModel.find({}).lean()) {
    const subject = `workspace ${state._id}`
    const revisions = await OntologyRevisionModel.find({ workspace: state._id })
      .sort({ number: 1 })
      .lean<OntologyRevisionRecord[]>()
    counted += revisions.length
    try {
      const kept = Ontology.parse(state.ontology)
      const replayed = replay(
        emptyOntology,
        revisions.filter(({ number }) => number <= kept.revision),
      )
      if (!isDeepStrictEqual(kept, replayed)) {
        problems.push({
          check: 'ontology',
          subject,
          message: 'the kept state is not what its revisions give',
        })
      }
    } catch (error) {
      problems.push({ check: 'ontology', subject, message: (error as Error).message })
    }
  }
  return { revisions: counted, problems }
}
