import type { Role } from '@polyphony/contract'
import type { Browser, BrowserContext } from 'playwright-core'
import { newPerson, PATIENCE_MS, type PersonOptions, type WatchedPage } from './openBrowser.ts'
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
  /** A workspace of the demo and its one conversation. */
  workspace: string
  conversation: string
  owner: Person
  /** Makes an account by an invitation to the workspace; another one each time. */
  join(name: string, role: Role): Promise<Person>
  /** A browser of this person's own, at this path. */
  open(person: Person, path: string, options?: PersonOptions): Promise<WatchedPage>
  /** The path of the desk. */
  desk: string
}

let accounts = 0
const emailOf = (name: string): string => `${name.split(' ')[0]!.toLowerCase()}.${++accounts}@example.org`

const post = async <T>(app: App, { request }: BrowserContext, path: string, data: unknown): Promise<T> => {
  const response = await request.post(app.url + path, {
    data,
    headers: { origin: app.url },
    // A demo is much work for a busy machine.
    timeout: 3 * PATIENCE_MS,
  })
  if (!response.ok()) throw new Error(`${path}: ${response.status()} ${await response.text()}`)
  return (await response.json()) as T
}

/** Makes an account by what `path` takes, in a browser of its own. */
const makeAccount = async (
  app: App,
  browser: Browser,
  name: string,
  path: string,
  body: (account: { name: string; email: string; password: string }) => unknown,
): Promise<Person> => {
  const context = await browser.newContext()
  const email = emailOf(name)
  await post(app, context, path, body({ name, email, password: PASSWORD }))
  const signedIn = await context.storageState()
  await context.close()
  return { name, email, signedIn }
}

/** Sets a started app up over HTTP, as the first page does: an owner and their workspace. */
export const setUpOwner = (app: App, browser: Browser, name = 'Ada Moreau'): Promise<Person> =>
  makeAccount(app, browser, name, '/api/setup', me => ({
    ...me,
    token: new URL(app.setupUrl!).hash.slice(1),
    workspace: 'Listening sessions',
    demo: false,
  }))

/** Makes a workspace of the demo for the owner of an app; any number of times. */
export const setUpStudy = async (app: App, browser: Browser, owner: Person): Promise<Study> => {
  const asOwner = async <T>(act: (context: BrowserContext) => Promise<T>): Promise<T> => {
    const context = await browser.newContext({ storageState: owner.signedIn })
    return act(context).finally(() => context.close())
  }
  const [workspace, conversation] = await asOwner(async api => {
    const { id } = await post<{ id: string }>(app, api, '/api/workspaces', { name: 'Demo', demo: true })
    const answer = await api.request.get(`${app.url}/api/workspaces/${id}/conversations`)
    return [id, ((await answer.json()) as [{ id: string }])[0].id]
  })
  return {
    workspace,
    conversation,
    owner,
    desk: `/w/${workspace}/conversations/${conversation}`,
    async join(name, role) {
      const path = `/api/workspaces/${workspace}/invitations`
      const { url } = await asOwner(api => post<{ url: string }>(app, api, path, { role }))
      const secret = new URL(url, app.url).pathname.split('/').at(-1)!
      return makeAccount(app, browser, name, `/api/invitations/${secret}/accept`, me => ({ account: me }))
    },
    async open(person, path, options) {
      const watched = await newPerson(browser, { ...options, signedIn: person.signedIn })
      await watched.page.goto(app.url + path)
      return watched
    },
  }
}
