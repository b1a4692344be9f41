import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { MongoClient } from 'mongodb'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { failure } from './contract/testDatabase.ts'
import { launchEmbeddedMongo } from './index.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-mongo-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

it('runs as a process of its own and stops with close', async () => {
  const launched = await launchEmbeddedMongo({ dataDir: join(folder, 'data') })
  const client = await new MongoClient(launched.uri).connect()
  await client.db('a').collection('c').insertOne({ a: 1 })
  await client.close()
  await launched.close()
  expect(isRunning(launched.child.pid!)).toBe(false)
  expect(launched.child.exitCode).toBe(0)
}, 30_000)

it('says why it cannot start', async () => {
  writeFileSync(join(folder, 'data'), 'a file, not a folder')
  expect((await failure(launchEmbeddedMongo({ dataDir: join(folder, 'data') }))).message).toMatch(
    /could not start: .*EEXIST|ENOTDIR/,
  )
}, 30_000)

it('does not outlive a parent that is killed', async () => {
  const program = join(folder, 'parent.mts')
  const source = new URL('./index.ts', import.meta.url).href
  writeFileSync(
    program,
    `import { launchEmbeddedMongo } from '${source}'\nconst { child } = await launchEmbeddedMongo({ dataDir: '${join(folder, 'data')}' })\nconsole.log(child.pid)\nsetInterval(() => {}, 1000)\n`,
  )
  const tsx = import.meta.resolve('tsx')
  const parent = spawn(process.execPath, ['--import', tsx, program], { stdio: ['ignore', 'pipe', 'inherit'] })
  const line = await new Promise<string>(resolve =>
    createInterface({ input: parent.stdout }).once('line', resolve),
  )
  const pid = Number(line)
  expect(isRunning(pid)).toBe(true)
  parent.kill('SIGKILL')
  await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false)
}, 30_000)
