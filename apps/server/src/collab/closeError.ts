import { inspect } from 'node:util'
import type { CloseReason } from '@polyphony/contract'

/**
 * Codes of a closed socket. From 4400 to 4499 a client need not try again by itself: the same would happen. Any other
 * 4xxx code invites it to.
 */
const CODES: Record<CloseReason, number> = {
  unauthenticated: 4401,
  'session-expired': 4401,
  forbidden: 4403,
  'not-found': 4404,
  'invalid-update': 4422,
  'foreign-client-id': 4409,
  'too-large': 4413,
  unavailable: 4503,
  'access-changed': 4503,
  'shutting-down': 4503,
}

export const closeCode = (reason: CloseReason): number => CODES[reason]

/**
 * Thrown by an extension to refuse a document or to close it for one client. Hocuspocus passes `reason` on; it prints
 * messages of errors by itself, so this has none and what is worth a line is in `detail`.
 */
export class CloseError extends Error {
  override readonly name = 'CloseError'
  readonly reason: CloseReason
  readonly code: number
  readonly detail: string

  constructor(reason: CloseReason, detail = '', cause?: unknown) {
    super('', { cause })
    this.reason = reason
    this.code = closeCode(reason)
    this.detail = detail
  }

  /** One line where Hocuspocus prints it: who refuses a stranger's bytes needs no stack. */
  [inspect.custom](): string {
    return [this.reason, this.detail].filter(Boolean).join(': ')
  }
}
