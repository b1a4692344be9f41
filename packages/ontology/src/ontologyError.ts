/** Why an operation was refused. The id is stable: commands, interfaces and tests rely on it. */
export type OntologyErrorCode =
  | 'invalid-operation'
  | 'unknown-code'
  | 'unknown-sibling'
  | 'unknown-relation'
  | 'unknown-mapping'
  | 'unknown-example'
  | 'duplicate-id'
  | 'duplicate-name'
  | 'duplicate-notation'
  | 'duplicate-relation'
  | 'duplicate-mapping'
  | 'duplicate-example'
  | 'kind-mismatch'
  | 'same-kind'
  | 'cycle'
  | 'merged-into-self'
  | 'related-to-itself'
  | 'not-live'
  | 'not-merged'
  | 'not-retired'
  | 'not-proposed'
  | 'in-use'
  | 'changed-since'

/** An operation that does not apply. The message is for people: it names the codes and says what to do. */
export class OntologyError extends Error {
  override readonly name = 'OntologyError'
  readonly code: OntologyErrorCode
  /** In a batch, the index of the step that does not apply. */
  readonly step?: number

  constructor(code: OntologyErrorCode, message: string, options: { cause?: unknown; step?: number } = {}) {
    super(message, options)
    this.code = code
    if (options.step !== undefined) this.step = options.step
  }
}
