import { applyOperation } from '../applyOperation.ts'
import { emptyOntology, type Ontology } from '../code.ts'
import type { OperationInput } from '../operation.ts'

export const context = { actor: 'lead', at: '2026-03-14T09:00:00.000Z' }

/** The ontology after some operations, from an empty one or the one given. */
export const build = (operations: OperationInput[], from: Ontology = emptyOntology): Ontology =>
  operations.reduce((ontology, operation) => applyOperation(ontology, operation, context).ontology, from)

export const create = (id: string, parent: string | null = null, name = id): OperationInput => ({
  type: 'create',
  id,
  name,
  parent,
})

/** All that an ontology holds, but its revision number. */
export const contents = ({ codes, relations, mappings, examples }: Ontology) => ({
  codes,
  relations,
  mappings,
  examples,
})
