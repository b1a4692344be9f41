import { betterAuth } from 'better-auth'
import { mongodbAdapter } from 'better-auth/adapters/mongodb'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { failure, openTestDatabase, type TestDatabase } from './testDatabase.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await openTestDatabase()
})
afterAll(() => test.close())

function auth() {
  return betterAuth({
    database: mongodbAdapter(test.db, { client: test.client, transaction: false }),
    emailAndPassword: { enabled: true },
    secret: 'only-for-this-test-0123456789abcdef',
    baseURL: 'http://localhost:3000',
    logger: { disabled: true },
    telemetry: { enabled: false },
  })
}

it('signs up, signs in, reads the session and signs out', async () => {
  const { api } = auth()
  const body = { email: 'ada@example.org', password: 'correct horse battery', name: 'Ada' }
  await api.signUpEmail({ body })
  const response = await api.signInEmail({ body, asResponse: true })
  const cookie = response.headers
    .getSetCookie()
    .map(line => line.split(';')[0])
    .join('; ')
  const headers = new Headers({ cookie })
  expect((await api.getSession({ headers }))?.user.email).toBe('ada@example.org')
  await api.signOut({ headers })
  expect(await api.getSession({ headers })).toBeNull()
}, 20_000)

it('refuses a second account and a wrong password', async () => {
  const { api } = auth()
  const body = { email: 'bob@example.org', password: 'correct horse battery', name: 'Bob' }
  await api.signUpEmail({ body })
  await failure(api.signUpEmail({ body }))
  await failure(api.signInEmail({ body: { ...body, password: 'wrong horse battery' } }))
  expect(await test.db.collection('user').countDocuments({ email: body.email })).toBe(1)
}, 20_000)
