import { type Action, type Actor, can } from '@polyphony/contract'
import type { DocumentRef } from '@polyphony/document'
import { ConversationModel } from '../models/conversation.ts'
import { FindingModel } from '../models/finding.ts'
import { MemberModel } from '../models/member.ts'
import { WorkspaceModel } from '../models/workspace.ts'

/** What somebody may do with a document. Without access, `reason` is what the interface is told. */
export type DocumentAccess =
  | {
      access: 'write' | 'read'
      reason: null
      workspace: string
      /** The actor's own member id there. */
      member: string
    }
  | { access: null; reason: 'forbidden' | 'not-found' }

/** Where a document lies: moves never, may be put in the bin. Remembered this long. */
const REMEMBERED_MS = 500
const remembered = new Map<string, { at: number; workspace: Promise<string | null> }>()

/** What went into the bin is not there for the next one who asks. */
export const forgetDocumentAccess = (): void => remembered.clear()

/** May this person read or write this document? The same `can` as everywhere; false is the answer in doubt. */
export const documentAccess = async (actor: Actor, ref: DocumentRef): Promise<DocumentAccess> => {
  const workspace = await workspaceOf(ref)
  if (workspace === null) return { access: null, reason: 'not-found' }
  const membership = actor.memberships.find(m => m.workspace === workspace)
  if (!membership) return { access: null, reason: 'forbidden' }

  const allowed = (action: Action | null): boolean =>
    action !== null &&
    can(actor, action, { workspace, member: ref.kind === 'layer' ? ref.member : membership.member })
  const { read, write } = ACTIONS_OF[ref.kind]
  if (!allowed(read)) return { access: null, reason: 'forbidden' }
  return { access: allowed(write) ? 'write' : 'read', reason: null, workspace, member: membership.member }
}

const ACTIONS_OF: Record<DocumentRef['kind'], { read: Action; write: Action | null }> = {
  transcript: { read: 'transcript.read', write: 'transcript.correct' },
  layer: { read: 'layer.read', write: 'layer.write' },
  curation: { read: 'curation.read', write: 'curation.write' },
  // Changed by the server alone, through commands.
  ontology: { read: 'ontology.read', write: null },
  finding: { read: 'finding.read', write: 'finding.write' },
}

/** The workspace a document belongs to; null when what it belongs to does not exist or lies in the bin. */
const workspaceOf = (ref: DocumentRef): Promise<string | null> => {
  const key =
    'conversation' in ref ? `c ${ref.conversation}` : ref.kind === 'finding' ? `f ${ref.finding}` : null
  if (ref.kind === 'layer') return layerWorkspace(key ?? '', ref)
  return remember(key ?? `w ${(ref as { workspace: string }).workspace}`, () => lookUp(ref))
}

/** A layer also needs its author: without that, any invented name would make a new document. */
const layerWorkspace = async (
  key: string,
  ref: Extract<DocumentRef, { kind: 'layer' }>,
): Promise<string | null> => {
  const [workspace, author] = await Promise.all([
    remember(key, () => lookUp(ref)),
    remember(
      `m ${ref.member}`,
      async () => (await MemberModel.findById(ref.member).lean())?.workspace ?? null,
    ),
  ])
  return workspace === author ? workspace : null
}

const lookUp = async (ref: DocumentRef): Promise<string | null> => {
  switch (ref.kind) {
    case 'ontology':
      return (await WorkspaceModel.exists({ _id: ref.workspace })) ? ref.workspace : null
    case 'finding': {
      const finding = await FindingModel.findById(ref.finding).lean()
      return finding && !finding.deletedAt ? finding.workspace : null
    }
    default: {
      const conversation = await ConversationModel.findById(ref.conversation).lean()
      return conversation && !conversation.deletedAt ? conversation.workspace : null
    }
  }
}

const remember = (key: string, find: () => Promise<string | null>): Promise<string | null> => {
  const now = Date.now()
  const found = remembered.get(key)
  if (found && now - found.at < REMEMBERED_MS) return found.workspace
  for (const [old, { at }] of remembered) if (now - at >= REMEMBERED_MS) remembered.delete(old)
  const workspace = find()
  remembered.set(key, { at: now, workspace })
  // What is not there (yet) is looked for again, and so is what could not be read.
  workspace.then(
    answer => answer === null && remembered.delete(key),
    () => remembered.delete(key),
  )
  return workspace
}
