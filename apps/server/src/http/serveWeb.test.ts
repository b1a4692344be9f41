import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, get, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import express from 'express'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serveWeb } from './serveWeb.ts'

const PROGRAM = 'export const answer = 42\n'.repeat(100)

let folder: string
let server: Server

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'polyphony-web-'))
  await mkdir(join(folder, 'assets'))
  const write = (name: string, content: string | Buffer) => writeFile(join(folder, 'assets', name), content)
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Polyphony</title>')
  await write('page-1a2b.js', PROGRAM)
  await write('page-1a2b.js.br', brotliCompressSync(PROGRAM))
  await write('page-1a2b.js.gz', gzipSync(PROGRAM))
  await write('small-3c4d.js', 'export {}')
  server = createServer(express().use(serveWeb(folder))).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
})
afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true })
})

const fetchRaw = async (path: string, accepted?: string) => {
  const { port } = server.address() as AddressInfo
  const headers = accepted ? { 'accept-encoding': accepted } : {}
  const response = await new Promise<IncomingMessage>(resolve =>
    get({ port, host: '127.0.0.1', path, headers }, resolve),
  )
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  return { status: response.statusCode, headers: response.headers, bytes: Buffer.concat(chunks) }
}

it('sends an asset as the build compressed it, in what the browser understands best', async () => {
  for (const [accepted, encoding, open] of [
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['deflate', undefined, (bytes: Buffer) => bytes],
    [undefined, undefined, (bytes: Buffer) => bytes],
  ] as const) {
    const { status, headers, bytes } = await fetchRaw('/assets/page-1a2b.js', accepted)
    expect(status).toBe(200)
    expect(headers['content-encoding']).toBe(encoding)
    expect(headers['content-type']).toMatch(/^text\/javascript/)
    expect(headers['cache-control']).toContain('immutable')
    expect(headers.vary).toContain('Accept-Encoding')
    expect(open(bytes).toString()).toBe(PROGRAM)
  }
})

it('sends what was not compressed as it is, and no page in the place of an asset', async () => {
  const small = await fetchRaw('/assets/small-3c4d.js', 'br')
  expect([small.status, small.headers['content-encoding'], String(small.bytes)]).toEqual([
    200,
    undefined,
    'export {}',
  ])
  expect((await fetchRaw('/assets/gone-5e6f.js', 'br')).status).toBe(404)
  expect((await fetchRaw('/w/somewhere', 'br')).headers['content-type']).toMatch(/^text\/html/)
})
