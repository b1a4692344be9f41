import { routes } from '@polyphony/contract'
import { expect, test } from 'vitest'
import { useTestServer } from '../../testing/startTestServer.ts'

const TOKEN = 'a token of the monitoring'
const server = useTestServer({ env: { metricsToken: TOKEN } })

test('it says that it lives and that it is ready', async () => {
  expect(await (await server().fetch('/healthz')).json()).toMatchObject({ status: 'ok' })
  expect(await (await server().fetch('/readyz')).json()).toEqual({ status: 'ready', database: true })
})

test('metrics show requests by route, open documents and the process', async () => {
  await server().api().call(routes.getSession)
  const text = await (await server().fetch('/metrics')).text()
  expect(text).toMatch(/polyphony_http_request_duration_seconds_count\{.*route="\/api\/session"/)
  expect(text).toContain('polyphony_documents_open')
  expect(text).toContain('process_resident_memory_bytes')
})

test('through a proxy metrics need the token', async () => {
  const get = (headers: Record<string, string>) =>
    server().fetch('/metrics', { headers: { 'x-forwarded-for': '203.0.113.9', ...headers } })
  expect((await get({})).status).toBe(403)
  expect((await get({ authorization: 'Bearer wrong' })).status).toBe(403)
  expect((await get({ authorization: `Bearer ${TOKEN}` })).status).toBe(200)
})

test('the OpenAPI document describes every route of the contract', async () => {
  const document = (await (await server().fetch('/api/openapi.json')).json()) as {
    openapi: string
    paths: Record<string, Record<string, { operationId: string; parameters: { in: string; name: string }[] }>>
  }
  expect(document.openapi).toBe('3.1.0')
  const described = Object.values(
    document.paths as Record<string, Record<string, { operationId: string }>>,
  ).flatMap(path => Object.values(path).map(({ operationId }) => operationId))
  expect(described.sort()).toEqual(Object.keys(routes).sort())
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const operation of Object.values(
      operations as Record<string, { parameters: { in: string; name: string }[] }>,
    )) {
      const named = operation.parameters.filter(p => p.in === 'path').map(p => p.name)
      expect(named.sort()).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(match => match[1]).sort())
    }
  }
})

test('pages may load nothing from elsewhere, and nobody may frame them', async () => {
  const { headers } = await server().fetch('/api/session')
  const policy = headers.get('content-security-policy')
  expect(policy).toContain("default-src 'self'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-powered-by')).toBeNull()
})
