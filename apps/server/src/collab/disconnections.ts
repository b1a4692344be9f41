import type { DisconnectScope } from '../liveDocuments.ts'
import type { CollabContext } from './collabContext.ts'

/** Whoever began to be let in before a disconnection may take this long to be in. */
const KEPT_MS = 60_000

/**
 * The disconnections of the last minute. Somebody may be let in (a session looked up, a document loaded) while their
 * access is taken away: then the connection is not yet there to be closed, and is closed when it arrives.
 */
export class Disconnections {
  #sequence = 0
  #recent: { scope: DisconnectScope; sequence: number; at: number }[] = []

  /** The place in the sequence from which a decision is made. */
  now(): number {
    return this.#sequence
  }

  add(scope: DisconnectScope): void {
    const at = Date.now()
    this.#recent = this.#recent.filter(recent => at - recent.at < KEPT_MS)
    this.#recent.push({ scope, sequence: ++this.#sequence, at })
  }

  /** Whether this connection was meant by a disconnection after its access was decided. */
  concern(context: CollabContext, document: string): boolean {
    return this.#recent.some(
      ({ scope, sequence }) => sequence > context.decidedAt && isInScope(scope, context, document),
    )
  }
}

export const isInScope = (scope: DisconnectScope, context: CollabContext, document: string): boolean =>
  (scope.user === undefined || scope.user === context.user) &&
  (scope.session === undefined || scope.session === context.session) &&
  (scope.token === undefined || scope.token === context.token) &&
  (scope.member === undefined || scope.member === context.member) &&
  (scope.workspace === undefined || scope.workspace === context.workspace) &&
  (scope.document === undefined || scope.document === document)
