import { z } from 'zod'

/** A member's role in a workspace. */
export const Role = z.enum(['lead', 'analyst', 'writer', 'trustee', 'participant', 'viewer'])
export type Role = z.infer<typeof Role>

/** A place in a workspace, as far as permissions go. */
export interface Membership {
  workspace: string
  /** Member id: whoever it names writes the layers with this id. */
  member: string
  role: Role
  /** The owner is a lead who cannot be removed and who alone may delete the workspace. */
  owner: boolean
}

/** Who acts: a person with their memberships. `readOnly` marks a token that was made for reading. */
export interface Actor {
  user: string
  memberships: readonly Membership[]
  readOnly?: boolean
}

/** What is acted on. */
export interface Subject {
  workspace: string
  /** The member a thing belongs to: the author of a layer, the member record itself. */
  member?: string
}

const everyone: readonly Role[] = ['lead', 'analyst', 'writer', 'trustee', 'participant', 'viewer']
const team: readonly Role[] = ['lead', 'analyst', 'writer', 'trustee']
const coders: readonly Role[] = ['lead', 'analyst']
const leads: readonly Role[] = ['lead']
const writers: readonly Role[] = ['lead', 'writer']
const deciders: readonly Role[] = ['lead', 'trustee']

/**
 * Which roles may do what. The only place where that is written: HTTP routes, documents, projections and the
 * interface ask `can`. Actions read `noun.verb`.
 */
const MATRIX = {
  'workspace.read': everyone,
  'workspace.update': leads,
  'member.read': team,
  'member.invite': leads,
  'member.update': leads,
  'member.remove': leads,
  'group.read': team,
  'group.write': leads,
  'conversation.read': team,
  'conversation.import': coders,
  'conversation.update': leads,
  'conversation.delete': leads,
  'conversation.review': leads,
  'assignment.write': leads,
  'assignment.finish': team,
  'recording.listen': team,
  'listening.read': team,
  'listening.write': team,
  'transcript.read': team,
  'transcript.correct': coders,
  'layer.read': team,
  'layer.write': coders,
  /** One's own; there is no way to another's. */
  'inbox.read': team,
  'inbox.mark': team,
  'curation.read': team,
  'curation.write': leads,
  'ontology.read': team,
  'ontology.propose': coders,
  'ontology.change': leads,
  'board.read': team,
  'board.write': leads,
  'plan.read': team,
  'plan.write': leads,
  'finding.read': team,
  'finding.write': writers,
  'finding.delete': writers,
  'excerpt.decide': deciders,
  'export.create': ['lead', 'writer', 'trustee'] as readonly Role[],
  /** The team's talk, taken out of the workspace: a lead's choice. */
  'comment.export': leads,
} as const

export type Action = keyof typeof MATRIX
export const ACTIONS = Object.keys(MATRIX) as Action[]

/** Actions that change nothing: all that a read-only token may do. */
const isReading = (action: Action): boolean =>
  action.endsWith('.read') || action === 'recording.listen' || action === 'comment.export'

/**
 * A layer is written by the member it is named after, and by nobody else; what was heard, by whoever heard it; that a
 * part is done, by whose part it is.
 */
const OWN: ReadonlySet<Action> = new Set(['layer.write', 'listening.write', 'assignment.finish'])

/** May this person do this to that? Pure; the same answer in the server, the sockets and the interface. */
export const can = (actor: Actor, action: Action, subject: Subject): boolean => {
  const membership = actor.memberships.find(m => m.workspace === subject.workspace)
  if (!membership) return false
  if (actor.readOnly && !isReading(action)) return false
  if (!(MATRIX[action] as readonly Role[]).includes(membership.role)) return false
  if (OWN.has(action)) return subject.member === membership.member
  return true
}
