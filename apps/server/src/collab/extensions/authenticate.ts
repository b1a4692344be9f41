import type { Extension, onAuthenticatePayload } from '@hocuspocus/server'
import type { Actor } from '@polyphony/contract'
import { type DocumentRef, parseDocumentName } from '@polyphony/document'
import type { CredentialHeaders, SignedIn } from '../../policies/actor.ts'
import type { DocumentAccess } from '../../policies/documentAccess.ts'
import { CloseError } from '../closeError.ts'
import {
  type CollabContext,
  carriesPresence,
  type MemberProfile,
  type SocketContext,
} from '../collabContext.ts'
import type { Disconnections } from '../disconnections.ts'

/** Who may do what: the policies of the server, or a test's. */
export interface CollabPolicies {
  actorOf: (headers: CredentialHeaders) => Promise<SignedIn | null>
  documentAccess: (actor: Actor, ref: DocumentRef) => Promise<DocumentAccess>
  memberProfile: (member: string) => Promise<MemberProfile>
}

/**
 * Lets a member in to one document, to write or to read, or refuses with a reason. Decides anew each time a document
 * is opened: whoever is disconnected because something changed finds the new state when connecting again.
 */
export const authenticate = (policies: CollabPolicies, disconnections: Disconnections): Extension => ({
  extensionName: 'authenticate',

  async onAuthenticate({
    token,
    documentName,
    connectionConfig,
    context,
  }: onAuthenticatePayload<SocketContext>): Promise<Omit<CollabContext, keyof SocketContext>> {
    const ref = parseDocumentName(documentName)
    if (!ref) throw new CloseError('not-found')
    const decidedAt = disconnections.now()
    const { signedIn, access } = await decide(policies, credentialsWith(context.credentials, token), ref)
    connectionConfig.readOnly = access.access === 'read'
    return {
      ref,
      workspace: access.workspace,
      member: access.member,
      user: signedIn.user.id,
      session: signedIn.session,
      token: signedIn.token,
      expiresAt: signedIn.expiresAt,
      decidedAt,
      profile: carriesPresence(ref) ? await policies.memberProfile(access.member) : null,
    }
  },
})

/** A token sent with the document counts before what the socket was opened with. */
const credentialsWith = (credentials: CredentialHeaders, token: string): CredentialHeaders =>
  token ? { authorization: `Bearer ${token}` } : credentials

/** Who it is and what they may; throws the reason why not. */
export const decide = async (
  { actorOf, documentAccess }: CollabPolicies,
  credentials: CredentialHeaders,
  ref: DocumentRef,
): Promise<{ signedIn: SignedIn; access: DocumentAccess & { access: 'read' | 'write' } }> => {
  try {
    const signedIn = await actorOf(credentials)
    if (!signedIn) throw new CloseError('unauthenticated')
    const access = await documentAccess(signedIn.actor, ref)
    if (access.access === null) throw new CloseError(access.reason)
    return { signedIn, access }
  } catch (error) {
    if (error instanceof CloseError) throw error
    // The database could not be asked: the client tries again.
    throw new CloseError('unavailable', 'access could not be decided', error)
  }
}
