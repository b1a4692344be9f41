import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { CollabSocket } from './collabSocket.ts'
import { waitUntil } from './testing/startTestCollab.ts'

it('drops a reader who does not read, instead of keeping everything for them', async () => {
  const http = createServer()
  const server = new WebSocketServer({ server: http })
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
  const accepted = new Promise<WebSocket>(resolve => server.once('connection', resolve))
  const reader = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`)
  const ws = await accepted
  await waitUntil(() => reader.readyState === WebSocket.OPEN)
  let dropped = 0
  const socket = new CollabSocket(ws, {
    hold: (_socket, _address, release) => release(),
    onDropped: () => dropped++,
    maxBufferedBytes: 1_000_000,
  })
  reader.pause()
  await waitUntil(() => {
    socket.send(new Uint8Array(200_000))
    return dropped > 0
  })
  expect(ws.bufferedAmount).toBeLessThan(2_000_000)
  await waitUntil(() => ws.readyState === WebSocket.CLOSED)
  reader.terminate()
  server.close()
  await new Promise(resolve => http.close(resolve))
})
