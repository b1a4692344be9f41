import { type Action, type Actor, can, PolyphonyError, type Subject } from '@polyphony/contract'

/** Throws `forbidden` unless this person may do this to that. */
export const authorize = (actor: Actor, action: Action, subject: Subject): void => {
  if (can(actor, action, subject)) return
  const membership = actor.memberships.find(m => m.workspace === subject.workspace)
  throw new PolyphonyError(
    'forbidden',
    !membership
      ? 'You are not a member of this workspace. Ask one of its leads for an invitation.'
      : actor.readOnly
        ? 'This token was made for reading only.'
        : `Your role in this workspace (${membership.role}) does not allow this. Ask one of its leads.`,
  )
}
