import type { Role } from '@polyphony/contract'
import type { Browser, BrowserContext } from 'playwright-core'
import { newPerson, type PersonOptions, type WatchedPage } from './openBrowser.ts'
import type { App } from './startApp.ts'

export const PASSWORD = 'four words picked at random'

type SignedIn = Awaited<ReturnType<BrowserContext['storageState']>>

/** Somebody with an account who can open any number of browsers without signing in again. */
export interface Person {
  name: string
  email: string
  signedIn: SignedIn
}

export interface Study {
  /** The demo's workspace and its one conversation. */
  workspace: string
  conversation: string
  owner: Person
  /** Makes an account by an invitation to the demo's workspace; another one each time. */
  join(name: string, role: Role): Promise<Person>
  /** A browser of this person's own, at this path. */
  open(person: Person, path: string, options?: PersonOptions): Promise<WatchedPage>
  /** The path of the desk. */
  desk: string
}

let accounts = 0
/** Of its own for every account: a test that is tried again makes its people anew. */
const emailOf = (name: string): string => `${name.split(' ')[0]!.toLowerCase()}.${++accounts}@example.org`

/** Sets a started app up over HTTP, as the first page does: an owner, their workspace, and the demo. */
export const setUpWorkspace = async (app: App, browser: Browser, owner = 'Ada Moreau'): Promise<Study> => {
  const post = async (context: BrowserContext, path: string, data: unknown) => {
    const response = await context.request.post(app.url + path, { data, headers: { origin: app.url } })
    if (!response.ok()) throw new Error(`${path}: ${response.status()} ${await response.text()}`)
    return response.json()
  }
  const account = async (
    name: string,
    path: string,
    body: (account: { name: string; email: string; password: string }) => unknown,
  ): Promise<[Person, unknown]> => {
    const context = await browser.newContext()
    const email = emailOf(name)
    const answer = await post(context, path, body({ name, email, password: PASSWORD }))
    const signedIn = await context.storageState()
    await context.close()
    return [{ name, email, signedIn }, answer]
  }

  const token = new URL(app.setupUrl!).hash.slice(1)
  const [first, made] = await account(owner, '/api/setup', me => ({
    ...me,
    token,
    workspace: 'Listening sessions',
    demo: true,
  }))
  const { demoWorkspace: workspace } = made as { demoWorkspace: string }
  const asOwner = async <T>(act: (context: BrowserContext) => Promise<T>): Promise<T> => {
    const context = await browser.newContext({ storageState: first.signedIn })
    return act(context).finally(() => context.close())
  }
  const list = await asOwner(async api => {
    const answer = await api.request.get(`${app.url}/api/workspaces/${workspace}/conversations`)
    return (await answer.json()) as [{ id: string }]
  })
  const conversation = list[0].id

  return {
    workspace,
    conversation,
    owner: first,
    desk: `/w/${workspace}/conversations/${conversation}`,
    async join(name, role) {
      const { url } = await asOwner(api => post(api, `/api/workspaces/${workspace}/invitations`, { role }))
      const secret = new URL(url, app.url).pathname.split('/').at(-1)!
      return (await account(name, `/api/invitations/${secret}/accept`, me => ({ account: me })))[0]
    },
    async open(person, path, options) {
      const watched = await newPerson(browser, { ...options, signedIn: person.signedIn })
      await watched.page.goto(app.url + path)
      return watched
    },
  }
}
