import { applyOperation, type Ontology, OntologyError, type OperationInput } from '@polyphony/ontology'

/** Why an operation would be refused, in words for people; null when it would go through. */
export const refusalOf = (ontology: Ontology, operation: OperationInput): OntologyError | null => {
  try {
    applyOperation(ontology, operation, { actor: '', at: '' })
    return null
  } catch (error) {
    if (error instanceof OntologyError) return error
    throw error
  }
}
