import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { EnvError, readEnv } from './env.ts'

const problem = (source: Record<string, string>): string => {
  try {
    readEnv(source)
  } catch (error) {
    expect(error).toBeInstanceOf(EnvError)
    return (error as Error).message
  }
  throw new Error('The settings were accepted.')
}

test('without any variable there is a local server with its own database', () => {
  expect(readEnv({}).env).toMatchObject({
    port: 4180,
    host: '127.0.0.1',
    dataDir: resolve('./data'),
    mongodbUri: null,
    publicUrl: null,
    owner: null,
    trustProxy: false,
    authSecret: null,
  })
})

test('an empty variable counts as not set', () => {
  expect(readEnv({ PORT: '', MONGODB_URI: '' }).env).toMatchObject({ port: 4180, mongodbUri: null })
})

test.each([
  ['PORT', 'eighty'],
  ['PORT', '70000'],
  ['MONGODB_URI', 'postgres://db'],
  ['PUBLIC_URL', 'polyphony.example.org'],
  ['PUBLIC_URL', 'https://example.org/polyphony'],
  ['LOG_LEVEL', 'loud'],
  ['AUTH_SECRET', 'short'],
  ['TRUST_PROXY', '??'],
  ['POLYPHONY_OWNER_EMAIL', 'nobody'],
])('%s=%s is refused in one line that names it and gives an example', (name, value) => {
  const message = problem({ [name]: value })
  expect(message).toMatch(new RegExp(`^${name}: .+ Example: ${name}=\\S+`))
  expect(message.split('\n')).toHaveLength(1)
})

test('every wrong variable is named at once, and no secret is repeated', () => {
  const message = problem({ PORT: 'x', AUTH_SECRET: 'hunter2', METRICS_TOKEN: 'hunter3' })
  expect(message.split('\n')).toHaveLength(3)
  expect(message).not.toContain('hunter')
})

test('the owner needs both address and password', () => {
  expect(problem({ POLYPHONY_OWNER_EMAIL: 'ada@example.org' })).toContain(
    'POLYPHONY_OWNER_PASSWORD: it is missing',
  )
  expect(problem({ POLYPHONY_OWNER_PASSWORD: 'four random words' })).toContain(
    'POLYPHONY_OWNER_EMAIL: it is missing',
  )
})

test('a misspelt variable of ours is pointed out', () => {
  expect(readEnv({ POLYPHONY_OWNER_MAIL: 'ada@example.org', HOME: '/' }).warnings).toEqual([
    'POLYPHONY_OWNER_MAIL: no such setting; it has no effect.',
  ])
})

test('a public address keeps its origin only', () => {
  expect(readEnv({ PUBLIC_URL: 'https://polyphony.example.org/' }).env.publicUrl).toBe(
    'https://polyphony.example.org',
  )
})
