import { z } from 'zod'

/**
 * Every error a user can meet, with its HTTP status. The id is stable: clients, scripts and tests rely on it; the
 * message is for people and says what is wrong, where, and what to do.
 */
export const ERROR_STATUS = {
  'invalid-input': 400,
  'unknown-operator': 400,
  'sign-in-required': 401,
  'session-expired': 401,
  'wrong-credentials': 401,
  forbidden: 403,
  'foreign-origin': 403,
  'not-found': 404,
  'already-exists': 409,
  'stale-revision': 409,
  'ontology-refused': 409,
  'not-ready': 409,
  gone: 410,
  'invitation-expired': 410,
  'too-large': 413,
  'audio-unsupported': 422,
  'audio-truncated': 422,
  'transcript-unknown-format': 422,
  'transcript-empty': 422,
  'transcript-invalid': 422,
  'transcript-encoding': 422,
  'transcript-too-long': 422,
  'codebook-unreadable': 422,
  'too-many-requests': 429,
  cancelled: 409,
  'internal-error': 500,
  unavailable: 503,
  'disk-full': 507,
} as const

export type ErrorCode = keyof typeof ERROR_STATUS
export const ErrorCode = z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]])

/** The body of every answer that is not a success. */
export const ErrorBody = z.object({
  error: z.object({
    code: ErrorCode,
    message: z.string(),
    /** Where: a field's path with what is wrong with it. */
    issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  }),
})
export type ErrorBody = z.infer<typeof ErrorBody>

/** An error with a stable id; thrown on the server, rebuilt on the client. */
export class PolyphonyError extends Error {
  override readonly name = 'PolyphonyError'
  readonly code: ErrorCode
  readonly issues?: { path: string; message: string }[]

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; issues?: { path: string; message: string }[] } = {},
  ) {
    super(message, { cause: options.cause })
    this.code = code
    this.issues = options.issues
  }

  get status(): number {
    return ERROR_STATUS[this.code]
  }

  toBody(): ErrorBody {
    return { error: { code: this.code, message: this.message, ...(this.issues && { issues: this.issues }) } }
  }
}

/** Reasons with which the collaboration server refuses or closes a document; the interface has words for each. */
export const CLOSE_REASONS = [
  'unauthenticated',
  'session-expired',
  'forbidden',
  'not-found',
  'unavailable',
  'invalid-update',
  'too-large',
  'foreign-client-id',
  'access-changed',
  'shutting-down',
] as const
export type CloseReason = (typeof CLOSE_REASONS)[number]
