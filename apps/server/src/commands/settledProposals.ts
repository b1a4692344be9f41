import type { Applied } from '@polyphony/ontology'
import type { SettledProposal } from '../models/ontologyRevision.ts'

/** The proposals of others that an operation settles, whichever operation it is: what it would put back tells. */
export const settledProposals = ({ ontology, inverse }: Applied, actor: string): SettledProposal[] =>
  inverse.flatMap(operation =>
    operation.type !== 'undo'
      ? []
      : operation.codes.flatMap(({ id, to }): SettledProposal[] => {
          const code = ontology.codes[id]
          if (to?.status !== 'proposed' || !code || code.status === 'proposed') return []
          const { name, createdBy: proposer, status: outcome, mergedInto: into, reason } = code
          return proposer === actor ? [] : [{ code: id, name, proposer, outcome, into, reason }]
        }),
  )
