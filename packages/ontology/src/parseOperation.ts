import { OntologyError } from './ontologyError.ts'
import { Operation, type OperationInput } from './operation.ts'

/** An operation with its defaults filled in. @throws OntologyError `invalid-operation`, naming the field */
export const parseOperation = (input: OperationInput): Operation => {
  const parsed = Operation.safeParse(input)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new OntologyError('invalid-operation', `${issue?.path.join('.') || 'operation'}: ${issue?.message}`, {
    cause: parsed.error,
  })
}
