import { type Actor, type Membership, PolyphonyError } from '@polyphony/contract'

/** The actor's place in a workspace. @throws forbidden when there is none. */
export const membershipIn = (actor: Actor, workspace: string): Membership => {
  const membership = actor.memberships.find(one => one.workspace === workspace)
  if (!membership) throw new PolyphonyError('forbidden', 'You are not a member of this workspace.')
  return membership
}
