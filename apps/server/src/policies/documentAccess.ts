import { type Action, type Actor, can } from '@polyphony/contract'
import type { DocumentRef } from '@polyphony/document'
import { BoardModel } from '../models/board.ts'
import { ConversationModel } from '../models/conversation.ts'
import { FindingModel } from '../models/finding.ts'
import { MemberModel } from '../models/member.ts'
import { WorkspaceModel } from '../models/workspace.ts'
import { remembering } from './remembering.ts'

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
const places = remembering<Place | null>(500)

interface Place {
  workspace: string
  /** A record of what was done: nobody may write it any more. */
  closed?: boolean
}

/** What went into the bin is not there for the next one who asks. */
export const forgetDocumentAccess = (): void => places.forget()

/** May this person read or write this document? The same `can` as everywhere; false is the answer in doubt. */
export const documentAccess = async (actor: Actor, ref: DocumentRef): Promise<DocumentAccess> => {
  const place = await placeOf(ref)
  if (place === null) return { access: null, reason: 'not-found' }
  const { workspace, closed = false } = place
  const membership = actor.memberships.find(m => m.workspace === workspace)
  if (!membership) return { access: null, reason: 'forbidden' }

  const allowed = (action: Action | null): boolean =>
    action !== null &&
    can(actor, action, { workspace, member: ref.kind === 'layer' ? ref.member : membership.member })
  const { read, write } = ACTIONS_OF[ref.kind]
  if (!allowed(read)) return { access: null, reason: 'forbidden' }
  return {
    access: !closed && allowed(write) ? 'write' : 'read',
    reason: null,
    workspace,
    member: membership.member,
  }
}

const ACTIONS_OF: Record<DocumentRef['kind'], { read: Action; write: Action | null }> = {
  transcript: { read: 'transcript.read', write: 'transcript.correct' },
  layer: { read: 'layer.read', write: 'layer.write' },
  curation: { read: 'curation.read', write: 'curation.write' },
  // Changed by the server alone, through commands.
  ontology: { read: 'ontology.read', write: null },
  finding: { read: 'finding.read', write: 'finding.write' },
  board: { read: 'board.read', write: 'board.write' },
}

/** Where a document lies; null when what it belongs to does not exist or lies in the bin. */
const placeOf = (ref: DocumentRef): Promise<Place | null> => {
  switch (ref.kind) {
    case 'layer':
      return layerPlace(ref)
    case 'ontology':
      return places.of(`w ${ref.workspace}`, () => lookUp(ref))
    case 'finding':
      return places.of(`f ${ref.finding}`, () => lookUp(ref))
    case 'board':
      return places.of(`b ${ref.board}`, () => lookUp(ref))
    default:
      return places.of(`c ${ref.conversation}`, () => lookUp(ref))
  }
}

/** A layer also needs its author: without that, any invented name would make a new document. */
const layerPlace = async (ref: Extract<DocumentRef, { kind: 'layer' }>): Promise<Place | null> => {
  const [place, author] = await Promise.all([
    places.of(`c ${ref.conversation}`, () => lookUp(ref)),
    places.of(`m ${ref.member}`, async () => {
      const member = await MemberModel.findById(ref.member).lean()
      return member && { workspace: member.workspace }
    }),
  ])
  return place?.workspace === author?.workspace ? place : null
}

const lookUp = async (ref: DocumentRef): Promise<Place | null> => {
  switch (ref.kind) {
    case 'ontology':
      return (await WorkspaceModel.exists({ _id: ref.workspace })) ? { workspace: ref.workspace } : null
    case 'finding': {
      const finding = await FindingModel.findById(ref.finding).lean()
      return finding && !finding.deletedAt ? { workspace: finding.workspace } : null
    }
    case 'board': {
      const board = await BoardModel.findById(ref.board).lean()
      return board && !board.deletedAt
        ? { workspace: board.workspace, closed: board.closedAt !== null }
        : null
    }
    default: {
      const conversation = await ConversationModel.findById(ref.conversation).lean()
      return conversation && !conversation.deletedAt ? { workspace: conversation.workspace } : null
    }
  }
}
