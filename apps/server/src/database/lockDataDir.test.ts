import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockDataDir } from './lockDataDir.ts'
import { checkFormat } from './openDataDir.ts'
import { StartError } from './startError.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'polyphony-lock-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const leave = (holder: object) =>
  writeFile(join(dataDir, 'lock'), JSON.stringify({ nonce: 'x', address: null, ...holder }))

test('a second server on one data folder is refused, and told who holds it and where', async () => {
  const lock = await lockDataDir(dataDir)
  await lock.setAddress('http://127.0.0.1:4180')
  const refused = lockDataDir(dataDir)
  await expect(refused).rejects.toThrow(StartError)
  await expect(refused).rejects.toThrow(`process ${process.pid}, at http://127.0.0.1:4180`)
  await lock.release()
})

test('after a release the folder is free, and nothing is left of the lock', async () => {
  await (await lockDataDir(dataDir)).release()
  expect(await readdir(dataDir)).toEqual([])
  await (await lockDataDir(dataDir)).release()
})

test('the lock of a process that is gone is taken over', async () => {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  await leave({ pid: child.pid, host: hostname(), started: '' })
  const lock = await lockDataDir(dataDir)
  expect(JSON.parse(await readFile(join(dataDir, 'lock'), 'utf8')).pid).toBe(process.pid)
  await lock.release()
})

test('a process that has the pid of the holder but began at another time does not count', async () => {
  await leave({ pid: process.ppid, host: hostname(), started: 'another boot 1' })
  await (await lockDataDir(dataDir)).release()
})

test('a lock from another machine counts while it is refreshed', async () => {
  await leave({ pid: 1, host: 'another-machine', started: '' })
  await expect(lockDataDir(dataDir)).rejects.toThrow('process 1 on another-machine')
  const longAgo = new Date(Date.now() - 60_000)
  await utimes(join(dataDir, 'lock'), longAgo, longAgo)
  await (await lockDataDir(dataDir)).release()
})

test('of many that take over a stale lock at once one wins', async () => {
  await leave({ pid: 2 ** 22 + 1, host: hostname(), started: '' })
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => lockDataDir(dataDir)))
  const won = results.filter(result => result.status === 'fulfilled')
  expect(won).toHaveLength(1)
  await won[0]!.value.release()
})

test('a folder written by a newer version is refused', async () => {
  await checkFormat(dataDir)
  await checkFormat(dataDir)
  await writeFile(join(dataDir, 'format.json'), JSON.stringify({ format: 99, createdBy: '9.0.0' }))
  await expect(checkFormat(dataDir)).rejects.toThrow('newer Polyphony (format 99')
})
