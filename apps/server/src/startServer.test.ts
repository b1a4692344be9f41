import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { routes } from '@polyphony/contract'
import { expect, onTestFinished, test, vi } from 'vitest'
import { childEntry } from './childEntry.ts'
import { startTestServer } from './testing/startTestServer.ts'

// Programs run from TypeScript source here, which a busy machine takes its time to read.
vi.setConfig({ testTimeout: 180_000 })

const folder = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'polyphony-start-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

/** The program itself, as its users start it. */
const run = (env: Record<string, string>) => {
  const { file, execArgv } = childEntry('main', 'src/main.ts')
  const child = spawn(process.execPath, [...execArgv, file], {
    env: { PATH: process.env.PATH, LOG_LEVEL: 'warn', ...env },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const said: string[] = []
  const complained: string[] = []
  createInterface({ input: child.stderr }).on('line', line => complained.push(line))
  const lines = createInterface({ input: child.stdout })
  const saying = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      lines.on('line', line => {
        said.push(line)
        if (line.includes(text)) resolve(line)
      })
      child.once('exit', code => reject(new Error(`ended with ${code}: ${complained.join('\n')}`)))
    })
  const exit = once(child, 'exit').then(([code]) => code as number)
  return { child, said, complained, saying, exit }
}

test('the program says where it is and how to begin, refuses a second one, and stops cleanly', async () => {
  const DATA_DIR = join(await folder(), 'data')
  const first = run({ DATA_DIR, PORT: '0' })
  const link = (await first.saying('First person: open ')).split(' ').at(-1)!
  const url = new URL(link).origin
  expect(first.said).toContain(url)
  expect(first.said).toContain(`data folder ${DATA_DIR}`)
  expect((await stat(DATA_DIR)).mode & 0o777).toBe(0o700)
  expect((await stat(join(DATA_DIR, 'secret'))).mode & 0o777).toBe(0o600)
  expect((await fetch(`${url}/readyz`)).status).toBe(200)

  const second = run({ DATA_DIR, PORT: '0' })
  expect(await second.exit).toBe(1)
  expect(second.complained.join('\n')).toContain(`process ${first.child.pid}, at ${url}`)

  first.child.kill('SIGTERM')
  expect(await first.exit).toBe(0)
  expect(first.said.at(-1)).toBe('stopped')
  expect(first.complained).toEqual([])
  expect(await readdir(DATA_DIR)).not.toContain('lock')
})

test('a wrong setting ends the program with code 78 and one line', async () => {
  const program = run({ PORT: 'eighty', DATA_DIR: await folder() })
  expect(await program.exit).toBe(78)
  expect(program.complained).toEqual(['PORT: “eighty” is not a port between 0 and 65535. Example: PORT=4180'])
})

test('a port in use is told, and the data folder is left free', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const { port } = other.address() as AddressInfo
  const dataDir = await folder()
  await expect(startTestServer({ dataDir, env: { port } })).rejects.toThrow(`Port ${port} is in use`)
  expect(await readdir(dataDir)).not.toContain('lock')
})

test('after a restart people and sessions are still there, and the old one-time link is not needed', async () => {
  const first = await startTestServer()
  const owner = await first.owner()
  await first.close({ keep: true })
  const second = await startTestServer({ dataDir: first.dataDir })
  onTestFinished(() => second.close())
  expect(second.running.setupUrl).toBeNull()
  const session = await second.api({ cookie: owner.cookie }).call(routes.getSession)
  expect(session.user?.email).toBe(owner.email)
})

test('each start without an owner makes a new link and ends the old one', async () => {
  const first = await startTestServer()
  const old = new URL(first.running.setupUrl!).hash.slice(1)
  await first.close({ keep: true })
  const second = await startTestServer({ dataDir: first.dataDir })
  onTestFinished(() => second.close())
  const body = {
    name: 'Eve',
    email: 'eve@example.org',
    password: 'four random words',
    workspace: 'W',
    demo: false,
  }
  await expect(second.api().call(routes.setUp, { body: { ...body, token: old } })).rejects.toMatchObject({
    code: 'gone',
  })
  expect((await second.owner()).role).toBe('lead')
})

test('the settings can name the owner: no link then, and the owner signs in', async () => {
  const owner = { email: 'ops@example.org', password: 'set by the operator' }
  const server = await startTestServer({ env: { owner } })
  onTestFinished(() => server.close())
  expect(server.running.setupUrl).toBeNull()
  const { memberships } = await server.api({ cookie: await server.signIn(owner) }).call(routes.getSession)
  expect(memberships).toMatchObject([{ role: 'lead', owner: true }])
})
