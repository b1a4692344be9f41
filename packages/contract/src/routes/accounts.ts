import { z } from 'zod'
import {
  Email,
  Id,
  Invitation,
  LeastPeople,
  Member,
  Name,
  Password,
  Session,
  Token,
  Workspace,
} from '../model.ts'
import { Role } from '../policy/can.ts'
import { defineRoute } from '../route.ts'

const ok = z.object({ ok: z.literal(true) })
export const getSession = defineRoute({
  method: 'GET',
  path: '/api/session',
  summary: 'Who is signed in, and where they are a member',
  auth: 'public',
  response: Session,
})

export const setUp = defineRoute({
  method: 'POST',
  path: '/api/setup',
  summary: 'Become the owner with the one-time link of the first start',
  auth: 'public',
  body: z.object({
    token: z.string(),
    name: Name,
    email: Email,
    password: Password,
    workspace: Name,
    demo: z.boolean(),
  }),
  response: z.object({ workspace: Id, demoWorkspace: Id.nullable() }),
})

export const listTokens = defineRoute({
  method: 'GET',
  path: '/api/tokens',
  summary: 'My personal access tokens',
  response: z.array(Token),
})
export const createToken = defineRoute({
  method: 'POST',
  path: '/api/tokens',
  summary: 'Make a personal access token; the secret is shown this once',
  body: z.object({
    name: Name,
    readOnly: z.boolean().default(false),
    expiresInDays: z.number().int().min(1).max(3650).nullable().default(null),
  }),
  response: z.object({ token: Token, secret: z.string() }),
})
export const revokeToken = defineRoute({
  method: 'DELETE',
  path: '/api/tokens/:token',
  summary: 'Revoke a token',
  params: z.object({ token: Id }),
  response: ok,
})
export const signOutEverywhere = defineRoute({
  method: 'POST',
  path: '/api/session/sign-out-everywhere',
  summary: 'End all my sessions and close their sockets',
  response: ok,
})

export const listWorkspaces = defineRoute({
  method: 'GET',
  path: '/api/workspaces',
  summary: 'Workspaces I am a member of',
  response: z.array(Workspace),
})
export const createWorkspace = defineRoute({
  method: 'POST',
  path: '/api/workspaces',
  summary: 'Begin a new study',
  body: z.object({ name: Name, demo: z.boolean().default(false) }),
  response: Workspace,
})
const workspace = z.object({ workspace: Id })
export const getWorkspace = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace',
  summary: 'One workspace',
  params: workspace,
  response: Workspace,
})
export const updateWorkspace = defineRoute({
  method: 'PATCH',
  path: '/api/workspaces/:workspace',
  summary: 'Rename a workspace, or say on how many people a cell of a table must rest to leave it',
  params: workspace,
  body: z.object({ name: Name.optional(), leastPeople: LeastPeople.optional() }),
  response: Workspace,
})

export const listMembers = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/members',
  summary: 'The team; with `former=true` also those who left, whose layers stay',
  params: workspace,
  query: z.object({ former: z.stringbool().optional() }),
  response: z.array(Member),
})
const member = z.object({ workspace: Id, member: Id })
export const updateMember = defineRoute({
  method: 'PATCH',
  path: '/api/workspaces/:workspace/members/:member',
  summary: "Change a member's role",
  params: member,
  body: z.object({ role: Role }),
  response: Member,
})
export const removeMember = defineRoute({
  method: 'DELETE',
  path: '/api/workspaces/:workspace/members/:member',
  summary: 'Remove a member; what they wrote stays',
  params: member,
  response: ok,
})

export const listInvitations = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/invitations',
  summary: 'Open invitations',
  params: workspace,
  response: z.array(Invitation),
})
export const createInvitation = defineRoute({
  method: 'POST',
  path: '/api/workspaces/:workspace/invitations',
  summary: 'Make an invitation link; it is shown this once',
  params: workspace,
  body: z.object({ role: Role, email: Email.nullable().default(null) }),
  response: z.object({ invitation: Invitation, url: z.string() }),
})
export const revokeInvitation = defineRoute({
  method: 'DELETE',
  path: '/api/workspaces/:workspace/invitations/:invitation',
  summary: 'Withdraw an invitation',
  params: z.object({ workspace: Id, invitation: Id }),
  response: ok,
})
export const readInvitation = defineRoute({
  method: 'GET',
  path: '/api/invitations/:secret',
  summary: 'What an invitation link invites to',
  auth: 'public',
  params: z.object({ secret: z.string() }),
  response: z.object({ workspace: z.string(), role: Role, email: z.string().nullable() }),
})
export const acceptInvitation = defineRoute({
  method: 'POST',
  path: '/api/invitations/:secret/accept',
  summary: 'Join with an invitation: as the signed-in person, or by making an account',
  auth: 'public',
  params: z.object({ secret: z.string() }),
  body: z.object({ account: z.object({ name: Name, email: Email, password: Password }).nullable() }),
  response: z.object({ workspace: Id, member: Id }),
})
