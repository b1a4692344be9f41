import { PolyphonyError } from '@polyphony/contract'
import { advance, emptyOntology, type Ontology, type Reversible, rewind } from '@polyphony/ontology'
import { type QueryFilter, trusted } from 'mongoose'
import { OntologyRevisionModel, type OntologyRevisionRecord } from '../models/ontologyRevision.ts'
import { readOntology } from './readOntology.ts'

/** States asked for lately, the oldest first: they never change, and are asked for in pairs. */
const kept = new Map<string, Ontology>()
/** Most codes kept in all: some 60 MB. */
const MOST_KEPT_CODES = 60_000

/** So many records are read at a time; between two such readings others get their turn. */
const AT_ONCE = 200

/**
 * The ontology as it was right after a revision, 0 for the beginning: from the end or from the beginning, whichever is
 * nearer, by what each revision changed.
 * @throws not-found for a revision that there is not
 */
export const readOntologyAt = async (workspace: string, number: number): Promise<Ontology> => {
  const key = `${workspace}/${number}`
  const known = kept.get(key)
  if (known) {
    kept.delete(key)
    kept.set(key, known)
    return known
  }
  const current = await readOntology(workspace)
  if (number > current.revision)
    throw new PolyphonyError('not-found', `The ontology has no revision ${number}.`)
  if (number === current.revision) return current
  const ontology =
    number < current.revision - number
      ? await follow(workspace, emptyOntology, { $lte: number }, 1, advance)
      : await follow(workspace, current, { $gt: number, $lte: current.revision }, -1, rewind)
  keep(key, ontology)
  return ontology
}

const follow = async (
  workspace: string,
  from: Ontology,
  numbers: QueryFilter<OntologyRevisionRecord>['number'] & object,
  order: 1 | -1,
  step: (ontology: Ontology, revisions: Reversible[]) => Ontology,
): Promise<Ontology> => {
  const records = OntologyRevisionModel.find({ workspace, number: trusted(numbers) })
    .select('number inverse')
    .sort({ number: order })
    .lean()
    .cursor({ batchSize: AT_ONCE })
  let ontology = from
  let some: Reversible[] = []
  for await (const record of records) {
    some.push(record)
    if (some.length < AT_ONCE) continue
    ontology = step(ontology, some)
    some = []
  }
  return step(ontology, some)
}

const keep = (key: string, ontology: Ontology): void => {
  kept.set(key, ontology)
  let codes = 0
  for (const state of kept.values()) codes += Object.keys(state.codes).length
  for (const [oldest, state] of kept) {
    if (codes <= MOST_KEPT_CODES) return
    kept.delete(oldest)
    codes -= Object.keys(state.codes).length
  }
}
