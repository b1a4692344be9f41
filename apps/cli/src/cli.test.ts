import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const cli = fileURLToPath(new URL('..', import.meta.url))
const serverApp = fileURLToPath(new URL('../../server', import.meta.url))
const PASSWORD = 'correct horse battery staple'
const EMAIL = 'olive@example.org'

let folder: string
let dataDir: string
let url: string
let token: string
const servers = new Set<ChildProcess>()

interface Ended {
  code: number
  stdout: string
  stderr: string
}

/** Runs the command line as a script would. */
const run = (args: string[], { env = {}, input = '' }: { env?: NodeJS.ProcessEnv; input?: string } = {}) =>
  new Promise<Ended>(resolve => {
    const child = execFile(
      process.execPath,
      [join(cli, 'bin', 'polyphony.mjs'), ...args],
      { env: { PATH: process.env.PATH, POLYPHONY_SERVER: url, POLYPHONY_TOKEN: token, ...env } },
      (error, stdout, stderr) => resolve({ code: (error?.code as number | undefined) ?? 0, stdout, stderr }),
    )
    child.stdin?.end(input)
  })
/** The value a command answers with `--json`; its success is expected. */
const answerOf = async (args: string[], options: Parameters<typeof run>[1] = {}): Promise<never> => {
  const { code, stdout, stderr } = await run([...args, '--json'], options)
  expect([code, stderr]).toEqual([0, ''])
  return JSON.parse(stdout) as never
}
/** A command's refusal, as a script reads it. */
const refusalOf = async (args: string[], options: Parameters<typeof run>[1] = {}) => {
  const { code, stdout, stderr } = await run([...args, '--json'], options)
  expect(stdout).toBe('')
  return { exit: code, ...(JSON.parse(stderr) as { error: { code: string; message: string } }).error }
}

/** Starts the server over a data folder; answers where, with the link for the first person. */
const serve = async (dir: string): Promise<{ child: ChildProcess; url: string; setup: string | null }> => {
  const child = spawn(process.execPath, [join(serverApp, 'dist', 'main.js')], {
    env: { PATH: process.env.PATH, DATA_DIR: dir, PORT: '0', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  servers.add(child)
  let address: string | null = null
  let setup: string | null = null
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stdout! })) {
    lines.push(line)
    if (/^http:\/\//.test(line)) address = line
    setup = /First person: open (\S+)/.exec(line)?.[1] ?? setup
    // The link is the last line of a first start; later ones end with the address.
    if (address && (setup || readdirSync(dir).includes('restored'))) break
  }
  child.stdout!.resume()
  if (!address) throw new Error(`The server did not start: ${lines.join('\n')}`)
  return { child, url: address, setup }
}
const stop = async (child: ChildProcess): Promise<void> => {
  servers.delete(child)
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

const VTT = `WEBVTT

00:00:00.500 --> 00:00:02.000
<v A>The ferry was late again.

00:00:02.000 --> 00:00:03.500
<v B>It is late each day.
`

beforeAll(async () => {
  for (const app of [serverApp, cli]) execFileSync(process.execPath, ['build.mjs'], { cwd: app })
  folder = await mkdtemp(join(tmpdir(), 'polyphony-cli-'))
  dataDir = join(folder, 'data')
  await writeFile(join(folder, 'talk.vtt'), VTT)
  // Six seconds of silence, as a WAV of 8 kHz, 8 bits.
  const samples = Buffer.alloc(48_000, 0x80)
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + samples.length, 4)
  header.write('WAVEfmt ', 8)
  for (const [value, at, size] of [
    [16, 16, 4],
    [1, 20, 2],
    [1, 22, 2],
    [8000, 24, 4],
    [8000, 28, 4],
    [1, 32, 2],
    [8, 34, 2],
  ] as const)
    header.writeUIntLE(value, at, size)
  header.write('data', 36)
  header.writeUInt32LE(samples.length, 40)
  await writeFile(join(folder, 'talk.wav'), Buffer.concat([header, samples]))

  const started = await serve(dataDir)
  url = started.url
  const response = await fetch(`${url}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({
      token: new URL(started.setup!).hash.slice(1),
      name: 'Olive Owner',
      email: EMAIL,
      password: PASSWORD,
      workspace: 'Ferries',
      demo: false,
    }),
  })
  expect(response.status).toBe(200)
})
afterAll(async () => {
  await Promise.all([...servers].map(stop))
  await rm(folder, { recursive: true, force: true })
})

describe('tokens', () => {
  it('are made with the password from standard input or the environment, listed and revoked', async () => {
    const create = ['token', 'create', '--email', EMAIL]
    const made = await run([...create, '--name', 'laptop'], { input: `${PASSWORD}\n` })
    expect([made.code, made.stderr]).toEqual([0, ''])
    token = made.stdout.trim()
    const { token: second }: { token: { id: string; readOnly: boolean; expiresAt: string | null } } =
      await answerOf([...create, '--read-only', '--days', '7'], { env: { POLYPHONY_PASSWORD: PASSWORD } })
    expect(second.readOnly).toBe(true)
    expect(second.expiresAt).not.toBeNull()
    const names = async () => ((await answerOf(['token', 'list'])) as { name: string }[]).map(one => one.name)
    expect(await names()).toEqual(['command line', 'laptop'])
    await answerOf(['token', 'revoke', second.id])
    expect(await names()).toEqual(['laptop'])
  })

  it('refused ones end with exit code 3, wrong use with 2, and an absent server with 4', async () => {
    const create = ['token', 'create', '--email', EMAIL]
    expect(await refusalOf(create, { input: 'wrong password\n' })).toMatchObject({
      exit: 3,
      code: 'wrong-credentials',
    })
    expect(await refusalOf(['member', 'list'], { env: { POLYPHONY_TOKEN: 'nonsense' } })).toMatchObject({
      exit: 3,
    })
    expect(await refusalOf(['member', 'list'], { env: { POLYPHONY_TOKEN: '' } })).toMatchObject({ exit: 3 })
    expect(await refusalOf(['import'])).toMatchObject({ exit: 2, code: 'invalid-input' })
    for (const wrong of [['dance'], ['token', 'create'], [...create, '--days', 'soon'], ['export']])
      expect([wrong, (await run(wrong)).code]).toEqual([wrong, 2])
    const nowhere = { POLYPHONY_SERVER: 'http://127.0.0.1:9' }
    expect(await refusalOf(['member', 'list'], { env: nowhere })).toMatchObject({
      exit: 4,
      code: 'unavailable',
    })
    expect((await run(['--help'])).code).toBe(0)
  })
})

describe('a workspace', () => {
  it('gets members by invitation, who change roles and leave', async () => {
    const { url: link }: { url: string } = await answerOf(['member', 'invite', '--role', 'analyst'])
    const accepted = await fetch(`${url}/api/invitations/${link.split('/').at(-1)}/accept`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({
        account: { name: 'Ann Analyst', email: 'ann@example.org', password: PASSWORD },
      }),
    })
    const { member } = (await accepted.json()) as { member: string }
    const list = async () =>
      ((await answerOf(['member', 'list', '--workspace', 'Ferries'])) as { id: string; role: string }[]).map(
        one => one.role,
      )
    expect(await list()).toEqual(['lead', 'analyst'])
    expect((await run(['member', 'role', member, '--role', 'writer'])).stdout).toBe(
      'Ann Analyst is now writer.\n',
    )
    expect(await list()).toEqual(['lead', 'writer'])
    await answerOf(['member', 'remove', member])
    expect(await list()).toEqual(['lead'])
    expect(await refusalOf(['member', 'list', '--workspace', 'Trams'])).toMatchObject({
      exit: 1,
      code: 'not-found',
    })
  })

  it('gets a conversation from a recording and a transcript, and none from what cannot be read', async () => {
    const files = ['--recording', join(folder, 'talk.wav'), '--transcript', join(folder, 'talk.vtt')]
    const speakers = [
      '--speaker',
      'A=Juniper',
      'B=Rowan',
      '--facilitator',
      'Rowan',
      '--title',
      'On the ferry',
    ]
    const { conversation }: { conversation: object } = await answerOf(['import', ...files, ...speakers])
    expect(conversation).toMatchObject({ title: 'On the ferry', turns: 2, words: 10, duration: 6 })
    const bad = await refusalOf(['import', '--recording', join(folder, 'talk.vtt')])
    expect(bad).toMatchObject({ exit: 1, code: 'audio-unsupported' })
    const noText = await refusalOf(['import', '--transcript', join(folder, 'talk.wav')])
    expect(noText).toMatchObject({ exit: 1, code: 'transcript-unknown-format' })
    expect(await refusalOf(['import', '--transcript', join(folder, 'none.vtt')])).toMatchObject({ exit: 2 })
    expect(await readdir(join(dataDir, 'media', 'imports'))).toEqual([])
  })

  it('is exported into a folder', async () => {
    const target = join(folder, 'out')
    expect((await run(['export', target])).stdout).toBe(`Written to ${target}.\n`)
    expect((await readdir(target)).sort()).toEqual([
      'annotations.jsonld',
      'codebook.csv',
      'codebook.jsonld',
      'codings.csv',
      'site',
    ])
    expect(await readFile(join(target, 'site', 'index.html'), 'utf8')).toContain('Ferries')
    await answerOf(['export', join(folder, 'csv'), '--format', 'csv'])
    expect((await readdir(join(folder, 'csv'))).sort()).toEqual(['codebook.csv', 'codings.csv'])
  })
})

describe('a data folder', () => {
  it('is backed up while the server runs, restored, verified, and found out when damaged', async () => {
    const target = join(folder, 'backup')
    const { files }: { files: { path: string }[] } = await answerOf(['backup', target, '--data-dir', dataDir])
    expect(files.length).toBeGreaterThan(3)
    expect((await run(['backup', target, '--data-dir', dataDir])).code).toBe(1)
    expect((await run(['restore', target, '--data-dir', dataDir])).stderr).toContain('not empty')

    const restored = join(folder, 'restored')
    await answerOf(['restore', target, '--data-dir', restored])
    const verify = () => run(['verify', '--data-dir', restored, '--json'])
    const whole = await verify()
    const report = JSON.parse(whole.stdout)
    expect([whole.code, report.problems]).toEqual([0, []])
    expect(report.counted).toMatchObject({ recordings: 1 })
    expect(report.counted.documents).toBeGreaterThan(0)

    await writeFile(join(restored, 'restored'), '')
    const again = await serve(restored)
    const env = { POLYPHONY_SERVER: again.url }
    // The token is the same, and so is what it may see.
    const members = (server: NodeJS.ProcessEnv) => answerOf(['member', 'list'], { env: server })
    expect(await members(env)).toEqual(await members({}))
    const conversations = async (at: string) => {
      const headers = { authorization: `Bearer ${token}` }
      const [{ id: workspace }] = (await (await fetch(`${at}/api/workspaces`, { headers })).json()) as [
        { id: string },
      ]
      const [one] = (await (
        await fetch(`${at}/api/workspaces/${workspace}/conversations`, { headers })
      ).json()) as [{ id: string }]
      const transcript = await fetch(`${at}/api/conversations/${one.id}/transcript`, { headers })
      return { one, transcript: await transcript.json() }
    }
    const { one, transcript } = await conversations(again.url)
    expect({ one, transcript }).toEqual(await conversations(url))
    // Also while a server runs on it.
    expect((await verify()).code).toBe(0)
    await stop(again.child)

    const recording = join(restored, 'media', 'conversations', one.id, 'recording.wav')
    expect((await stat(recording)).size).toBe(48_044)
    await rm(recording)
    const damaged = await verify()
    expect(damaged.code).toBe(5)
    expect(JSON.parse(damaged.stdout).problems).toEqual([
      { check: 'files', subject: one.id, message: 'its recording is missing' },
    ])
    const inWords = await run(['verify', '--data-dir', restored])
    expect([inWords.code, inWords.stdout]).toEqual([
      5,
      expect.stringContaining(`${one.id}: its recording is missing`),
    ])

    const spoilt = join(target, 'data', 'media', 'conversations', one.id, 'recording.wav')
    await writeFile(spoilt, 'x')
    const refused = await run(['restore', target, '--data-dir', join(folder, 'third')])
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringContaining('recording.wav of the backup is damaged'),
    ])
    expect(readdirSync(folder)).not.toContain('third')
  })
})
