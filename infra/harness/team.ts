import { createApiClient, routes } from '@polyphony/contract'
import { OWNER } from './runningServer.ts'

/** Somebody who takes part, with a token. */
export interface Participant {
  member: string
  token: string
}

export interface Team {
  lead: Participant
  analysts: Participant[]
  conversation: string
}

const PASSWORD = 'a long password of a colleague'
const TRANSCRIPT = ['Rosa: We moved here in spring.', 'Sam: And the bus did not run on Sundays.'].join('\n\n')

/** Makes a lead, some analysts and a conversation, through the API as people do. */
export const makeTeam = async (url: string, analysts: number): Promise<Team> => {
  const post = async (path: string, body: object): Promise<string> => {
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.headers
      .getSetCookie()
      .map(cookie => cookie.split(';')[0])
      .join('; ')
  }
  const apiOf = (cookie: string) =>
    createApiClient({
      baseUrl: url,
      fetch: (input, init) =>
        fetch(input, {
          ...init,
          headers: { ...(init?.headers as Record<string, string>), origin: url, cookie },
        }),
    })
  const participant = async (cookie: string, workspace: string): Promise<Participant> => {
    const api = apiOf(cookie)
    const { memberships } = await api.call(routes.getSession)
    const { secret } = await api.call(routes.createToken, { body: { name: 'faults' } })
    const member = memberships.find(m => m.workspace.id === workspace)?.member
    if (!member) throw new Error('The person is no member.')
    return { member, token: secret }
  }

  const ownerCookie = await post('/api/auth/sign-in/email', OWNER)
  const api = apiOf(ownerCookie)
  const { memberships } = await api.call(routes.getSession)
  const workspace = memberships[0]?.workspace.id ?? ''
  const lead = await participant(ownerCookie, workspace)

  const team: Participant[] = []
  for (let i = 0; i < analysts; i++) {
    const invitation = await api.call(routes.createInvitation, {
      params: { workspace },
      body: { role: 'analyst' },
    })
    const secret = invitation.url.split('/').at(-1)
    const cookie = await post(`/api/invitations/${secret}/accept`, {
      account: { name: `Analyst ${i}`, email: `analyst${i}@example.org`, password: PASSWORD },
    })
    team.push(await participant(cookie, workspace))
  }

  const draft = await api.call(routes.createImport, { params: { workspace } })
  const put = await fetch(`${url}/api/imports/${draft.id}/transcript?name=dialogue.txt`, {
    method: 'PUT',
    headers: { origin: url, cookie: ownerCookie, 'content-type': 'application/octet-stream' },
    body: TRANSCRIPT,
  })
  if (!put.ok) throw new Error(`The transcript was not taken: ${await put.text()}`)
  const { id } = await api.call(routes.finishImport, {
    params: { import: draft.id },
    body: { title: 'A dialogue' },
  })
  return { lead, analysts: team, conversation: id }
}
