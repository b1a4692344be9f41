import { PolyphonyError, routes } from '@polyphony/contract'
import { Router } from 'express'
import { trusted } from 'mongoose'
import { endAllSessions, renewSession, signIn } from '../../auth/sessions.ts'
import { beginWorkspace } from '../../commands/beginWorkspace.ts'
import { changeRole, removeMember } from '../../commands/changeMember.ts'
import type { CreateDemoWorkspace } from '../../commands/demoWorkspace.ts'
import {
  acceptInvitation,
  createInvitation,
  findInvitation,
  type Guest,
  openInvitations,
} from '../../commands/invitations.ts'
import { isSetUp, setUp } from '../../commands/setUp.ts'
import { createToken, revokeToken } from '../../commands/tokens.ts'
import { InvitationModel, presentInvitation } from '../../models/invitation.ts'
import { MemberModel, presentMembers } from '../../models/member.ts'
import { presentToken, TokenModel } from '../../models/token.ts'
import { presentWorkspace, WorkspaceModel } from '../../models/workspace.ts'
import { authorize } from '../../policies/authorize.ts'
import { implement, implementPublic } from '../implement.ts'
import type { ServerContext } from '../serverContext.ts'

const ok = { ok: true } as const

/** Sessions, the first start, tokens, workspaces, members and invitations. */
export const accountsRoutes = (
  { logger, publicUrl }: ServerContext,
  createDemoWorkspace: CreateDemoWorkspace,
): Router => {
  const router = Router()

  implementPublic(router, routes.getSession, async ({ session, req, res }) => {
    if (!session) return { ready: await isSetUp(), user: null, memberships: [] }
    if (session.session) await renewSession(res, req.headers)
    const { memberships } = session.actor
    const ids = memberships.map(m => m.workspace)
    const workspaces = new Map(
      (await WorkspaceModel.find({ _id: trusted({ $in: ids }) }).lean()).map(w => [w._id, w]),
    )
    return {
      ready: true,
      user: session.user,
      memberships: memberships.flatMap(({ workspace, member, role, owner }) => {
        const record = workspaces.get(workspace)
        return record ? [{ workspace: presentWorkspace(record), member, role, owner }] : []
      }),
    }
  })

  implementPublic(router, routes.setUp, async ({ body, req, res }) => {
    const { token, name, email, password, workspace: workspaceName, demo } = body
    const { user, workspace } = await setUp(token, { name, email, password }, workspaceName, logger)
    await signIn(res, req.headers, { email, password })
    let demoWorkspace: string | null = null
    if (demo) {
      // The account stands: a demo that fails must not look like a failed setup, whose link is used up.
      try {
        demoWorkspace = await createDemoWorkspace({ user, name })
      } catch (err) {
        logger.error({ err }, 'the demo workspace could not be made')
      }
    }
    return { workspace: workspace._id, demoWorkspace }
  })

  implement(router, routes.signOutEverywhere, async ({ actor, req, res }) => {
    await endAllSessions(res, req.headers, actor.user)
    return ok
  })

  implement(router, routes.listTokens, async ({ actor }) => {
    const tokens = await TokenModel.find({ user: actor.user }).sort({ createdAt: -1 }).lean()
    return tokens.map(presentToken)
  })
  implement(router, routes.createToken, async ({ actor, session, body }) => {
    // A token that leaks must not be able to outlive its revocation.
    if (session.token)
      throw new PolyphonyError('forbidden', 'A token cannot make tokens: sign in to make one.')
    const { token, secret } = await createToken({ user: actor.user, ...body })
    return { token: presentToken(token), secret }
  })
  implement(router, routes.revokeToken, async ({ actor, params }) => {
    await revokeToken(actor.user, params.token)
    return ok
  })

  implement(router, routes.listWorkspaces, async ({ actor }) => {
    const ids = actor.memberships.map(m => m.workspace)
    const workspaces = await WorkspaceModel.find({ _id: trusted({ $in: ids }) })
      .sort({ createdAt: 1 })
      .lean()
    return workspaces.map(presentWorkspace)
  })
  implement(router, routes.createWorkspace, async ({ actor, session, body }) => {
    if (!actor.memberships.some(m => m.role === 'lead'))
      throw new PolyphonyError('forbidden', 'Only somebody who leads a workspace can begin another one.')
    if (!body.demo) {
      const { workspace } = await beginWorkspace({ name: body.name, user: actor.user, logger })
      return presentWorkspace(workspace)
    }
    const id = await createDemoWorkspace({ user: actor.user, name: session.user.name })
    return presentWorkspace(await workspaceById(id))
  })
  implement(router, routes.getWorkspace, async ({ actor, params }) => {
    authorize(actor, 'workspace.read', params)
    return presentWorkspace(await workspaceById(params.workspace))
  })
  implement(router, routes.updateWorkspace, async ({ actor, params, body }) => {
    authorize(actor, 'workspace.update', params)
    await WorkspaceModel.updateOne({ _id: params.workspace }, body)
    return presentWorkspace(await workspaceById(params.workspace))
  })

  implement(router, routes.listMembers, async ({ actor, params, query }) => {
    authorize(actor, 'member.read', params)
    const { workspace } = params
    const filter = query.former ? { workspace } : { workspace, removedAt: null }
    return presentMembers(await MemberModel.find(filter).sort({ joinedAt: 1, _id: 1 }).lean())
  })
  implement(router, routes.updateMember, async ({ actor, params, body }) => {
    authorize(actor, 'member.update', { workspace: params.workspace })
    const member = await changeRole(params.workspace, params.member, body.role)
    return (await presentMembers([member]))[0]!
  })
  implement(router, routes.removeMember, async ({ actor, params }) => {
    authorize(actor, 'member.remove', { workspace: params.workspace })
    await removeMember(params.workspace, params.member)
    return ok
  })

  implement(router, routes.listInvitations, async ({ actor, params }) => {
    authorize(actor, 'member.invite', params)
    return (await openInvitations(params.workspace)).map(presentInvitation)
  })
  implement(router, routes.createInvitation, async ({ actor, params, body }) => {
    authorize(actor, 'member.invite', params)
    const createdBy = actor.memberships.find(m => m.workspace === params.workspace)!.member
    const { invitation, secret } = await createInvitation({ ...params, ...body, createdBy })
    return { invitation: presentInvitation(invitation), url: `${publicUrl}/join/${secret}` }
  })
  implement(router, routes.revokeInvitation, async ({ actor, params }) => {
    authorize(actor, 'member.invite', { workspace: params.workspace })
    const { deletedCount } = await InvitationModel.deleteOne({
      _id: params.invitation,
      workspace: params.workspace,
      acceptedAt: null,
    })
    if (deletedCount === 0) throw new PolyphonyError('not-found', 'There is no such open invitation.')
    return ok
  })

  implementPublic(router, routes.readInvitation, async ({ params }) => {
    const { workspace, role, email } = await findInvitation(params.secret)
    return { workspace: (await workspaceById(workspace)).name, role, email }
  })
  implementPublic(router, routes.acceptInvitation, async ({ params, body, session, req, res }) => {
    const { account } = body
    if (session?.actor.readOnly)
      throw new PolyphonyError('forbidden', 'This token was made for reading only.')
    const guest: Guest | null = account ? { account } : session && { user: session.user }
    if (!guest) throw new PolyphonyError('sign-in-required', 'Sign in, or make an account, to join.')
    const member = await acceptInvitation(params.secret, guest)
    if ('account' in guest) await signIn(res, req.headers, guest.account)
    return { workspace: member.workspace, member: member._id }
  })
  return router
}

const workspaceById = async (id: string) => {
  const workspace = await WorkspaceModel.findById(id).lean()
  if (!workspace) throw new PolyphonyError('not-found', 'There is no such workspace.')
  return workspace
}
