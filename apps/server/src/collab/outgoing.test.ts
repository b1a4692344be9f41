import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { asMessage } from './outgoing.ts'

it('makes messages that a websocket reads, of every length a header can say', async () => {
  const http = createServer()
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  const contents = [0, 1, 125, 126, 65_535, 65_536, 200_000].map(length => Buffer.alloc(length, length % 251))
  http.once('upgrade', (request, stream, head) =>
    server.handleUpgrade(request, stream, head, () => {
      for (const content of contents) stream.write(asMessage(content))
    }),
  )
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
  const reader = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`)
  const read: Buffer[] = []
  await new Promise<void>(resolve =>
    reader.on('message', (data: Buffer, isBinary) => {
      expect(isBinary).toBe(true)
      if (read.push(data) === contents.length) resolve()
    }),
  )
  expect(read.map(({ length }) => length)).toEqual(contents.map(({ length }) => length))
  expect(read.every((data, i) => data.equals(contents[i]!))).toBe(true)
  reader.terminate()
  server.close()
  await new Promise(resolve => http.close(resolve))
})
