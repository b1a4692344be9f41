import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Store } from './store.ts'

let folder: string
let store: Store
let rollbacks: number
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-mongo-'))
  rollbacks = 0
  store = new Store(join(folder, 'documents'), { onRollback: () => rollbacks++ })
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const key = (text: string) => Buffer.from(text)
const read = (text: string) => store.get(key(text))?.toString()
const put = (text: string, value = text) => store.put(key(text), key(value))
class Refusal extends Error {}
const write = <T>(work: () => T) => store.write(work, error => error instanceof Refusal)

it('a job that breaks undoes itself and none of its group', async () => {
  const outcomes = await Promise.allSettled([
    write(() => put('first')),
    write(() => {
      put('broken')
      throw new Error('in the middle')
    }),
    write(() => put('last')),
    write(() => {
      throw new Refusal('no')
    }),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected'])
  expect([read('first'), read('broken'), read('last')]).toEqual(['first', undefined, 'last'])
  expect(rollbacks).toBe(1)
})

it('long transactions run one after the other, and writes wait for them', async () => {
  put('n', '0')
  const increment = async (commit: boolean) => {
    const transaction = await store.begin()
    const before = Number(transaction.step(() => read('n')))
    await new Promise(resolve => setImmediate(resolve))
    transaction.step(() => put('n', String(before + 1)))
    await transaction.end(commit)
  }
  const single = write(() => put('alone'))
  await Promise.all([
    increment(true),
    increment(true),
    increment(false),
    increment(true),
    single,
    write(() => put('after')),
  ])
  expect([read('n'), read('alone'), read('after')]).toEqual(['3', 'alone', 'after'])
})

it('scans a range in both directions, over many chunks', async () => {
  const names = Array.from({ length: 1000 }, (_, i) => `k${String(i).padStart(4, '0')}`)
  await write(() => {
    for (const name of names) put(name)
  })
  const found = (reverse: boolean) =>
    Array.from(store.scan(key('k0100'), key('k0900'), reverse), entry => entry.key.toString())
  expect(found(false)).toEqual(names.slice(100, 900))
  expect(found(true)).toEqual(names.slice(100, 900).reverse())
})
