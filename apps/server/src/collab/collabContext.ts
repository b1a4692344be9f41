import type { DocumentRef } from '@polyphony/document'
import type { CredentialHeaders } from '../policies/actor.ts'

/** What a socket brings before anything is known of it. */
export interface SocketContext {
  credentials: CredentialHeaders
  /** Which version of the narrative's schema its editor knows; null when it does not say. */
  schema: string | null
  /** Whether it is a client of our own, not one that speaks y-websocket. */
  native: boolean
}

/** What is known of a connection (one document on one socket) once it has been let in. */
export interface CollabContext extends SocketContext {
  ref: DocumentRef
  workspace: string
  /** The actor's member id in that workspace. */
  member: string
  user: string
  session: string | null
  token: string | null
  expiresAt: Date | null
  /** Where in the sequence of disconnections access was decided (see Disconnections). */
  decidedAt: number
  /** How this person appears to others; only where presence travels. */
  profile: MemberProfile | null
  /** When the log took over the latest of its updates that was logged ahead. */
  loggedAt?: Date
}

export interface MemberProfile {
  name: string
  colour: string
}

/** Documents that several people write: logged before they are applied, their client ids bound to members. */
export const hasSeveralWriters = ({ kind }: DocumentRef): boolean => kind !== 'layer' && kind !== 'ontology'

/** Documents on which presence travels; everywhere else its heartbeat would only cost. */
export const carriesPresence = ({ kind }: DocumentRef): boolean =>
  kind === 'transcript' || kind === 'finding' || kind === 'curation' || kind === 'board'
