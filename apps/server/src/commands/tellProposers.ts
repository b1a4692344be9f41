import { documentName } from '@polyphony/document'
import { liveDocuments } from '../liveDocuments.ts'
import type { OntologyRevisionRecord } from '../models/ontologyRevision.ts'

/** Tells those whose proposals were settled to look into their inbox, where they have the workspace open. */
export const tellProposers = (
  workspace: string,
  revisions: readonly Pick<OntologyRevisionRecord, 'settles'>[],
): void => {
  const proposers = new Set(revisions.flatMap(({ settles = [] }) => settles.map(({ proposer }) => proposer)))
  if (proposers.size === 0) return
  liveDocuments().tell(proposers, [documentName({ kind: 'ontology', workspace })], { type: 'inbox' })
}
