import { executionAsyncId } from 'node:async_hooks'
import { betterAuth } from 'better-auth'
import { expect, test } from 'vitest'
import { letAuthRest, RestingStorage } from './restingStorage.ts'

/** Whether Node follows promises: only then does each continuation have an id of its own. */
const followsPromises = async (): Promise<boolean> => {
  await null
  const before = executionAsyncId()
  await null
  return executionAsyncId() !== before
}

test('what runs inside finds its store, also side by side and one in the other', async () => {
  const storage = new RestingStorage<string>()
  const look = async () => {
    await null
    return storage.getStore()
  }
  const nested = storage.run('outer', async () => {
    const inner = await storage.run('inner', look)
    return [inner, await look()]
  })
  const other = storage.run('other', async () => {
    await new Promise(resolve => setImmediate(resolve))
    return look()
  })
  expect(await nested).toEqual(['inner', 'outer'])
  expect(await other).toBe('other')
  expect(storage.run('at once', () => storage.getStore())).toBe('at once')
  expect(storage.getStore()).toBeUndefined()
})

test('it rests after a failure, and works again', async () => {
  const storage = new RestingStorage<string>()
  const fail = () => {
    throw new Error('failed')
  }
  expect(() => storage.run('thrown', fail)).toThrow('failed')
  await expect(storage.run('rejected', async () => fail())).rejects.toThrow('failed')
  expect(await followsPromises()).toBe(false)
  expect(await storage.run('again', async () => storage.getStore())).toBe('again')
})

test('Node follows no promises once better-auth has answered', async () => {
  expect(await followsPromises()).toBe(false)
  letAuthRest()
  const auth = betterAuth({ secret: 'a secret that is long enough for it', baseURL: 'http://localhost' })
  expect(await auth.api.getSession({ headers: new Headers() })).toBeNull()
  expect((await auth.handler(new Request('http://localhost/api/auth/get-session'))).status).toBe(200)
  expect(await followsPromises()).toBe(false)
})
