import { expect, it } from 'vitest'
import { createApiClient, routeUrl } from './createApiClient.ts'
import { getFinding, listExcerpts } from './routes/findings.ts'
import { listRevisions } from './routes/ontology.ts'

const answering = (status: number, body: unknown) =>
  createApiClient({
    baseUrl: 'http://polyphony.test',
    token: 'poly_x',
    fetch: async () => new Response(JSON.stringify(body), { status }),
  })

it('fills in parameters and leaves out what is not asked for', () => {
  expect(routeUrl(getFinding, { params: { finding: 'a/b' } })).toBe('/api/findings/a%2Fb')
  expect(
    routeUrl(listRevisions, { params: { workspace: 'w' }, query: { limit: 5, before: undefined } }),
  ).toBe('/api/workspaces/w/ontology/revisions?limit=5')
})

it('turns an error of the server into the same error here', async () => {
  const api = answering(409, { error: { code: 'not-ready', message: 'Still reading.' } })
  await expect(api.call(listExcerpts, { params: { workspace: 'w' } })).rejects.toMatchObject({
    code: 'not-ready',
    message: 'Still reading.',
    status: 409,
  })
})

it('says so when no server answers', async () => {
  const api = createApiClient({
    baseUrl: 'http://polyphony.test',
    fetch: () => Promise.reject(new TypeError('fetch failed')),
  })
  await expect(api.call(listExcerpts, { params: { workspace: 'w' } })).rejects.toMatchObject({
    code: 'unavailable',
  })
})

it('accepts no answer against the contract', async () => {
  const api = answering(200, [{ id: 'only an id' }])
  await expect(api.call(listExcerpts, { params: { workspace: 'w' } })).rejects.toThrow()
})
