import { EventEmitter } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Duplex, Writable } from 'node:stream'
import * as encoding from 'lib0/encoding'
import { expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { CollabSocket } from './collabSocket.ts'
import { encodeFrame, FRAME, SYNC } from './frames.ts'
import { waitUntil } from './testing/startTestCollab.ts'

const turn = () => new Promise(resolve => setImmediate(resolve))

it('drops a reader who does not read, instead of keeping everything for them', async () => {
  const http = createServer()
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  const accepted = new Promise<[WebSocket, Duplex]>(resolve =>
    http.once('upgrade', (request, stream, head) =>
      server.handleUpgrade(request, stream, head, ws => resolve([ws, stream])),
    ),
  )
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
  const reader = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`)
  const [ws, stream] = await accepted
  await waitUntil(() => reader.readyState === WebSocket.OPEN)
  let dropped = 0
  const socket = new CollabSocket(ws, stream, {
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

it('sends everything but the update the other side has just sent itself', async () => {
  const sent: Uint8Array[] = []
  const ws = Object.assign(new EventEmitter(), { OPEN: 1, readyState: 1 })
  const stream = new Writable({
    write(message: Buffer, _encoding, done) {
      // All of them are shorter than 126 bytes: two of header.
      sent.push(Uint8Array.from(message.subarray(2)))
      done()
    },
  })
  const socket = new CollabSocket(ws as unknown as WebSocket, stream as Duplex, {
    hold: (_s, _a, release) => release(),
  })
  const frame = (name: string, kind: number, step: number, update: Uint8Array) =>
    encodeFrame(name, kind, encoder => {
      encoding.writeVarUint(encoder, step)
      encoding.writeVarUint8Array(encoder, update)
    })
  const own = Uint8Array.of(1, 2, 3, 4, 5)
  socket.received('layer/a', own)
  socket.send(frame('layer/a', FRAME.sync, SYNC.update, own))
  await turn()
  expect(sent).toEqual([])

  const others = [
    frame('layer/a', FRAME.sync, SYNC.update, Uint8Array.of(1, 2, 3, 4, 6)),
    frame('layer/a', FRAME.sync, SYNC.update, Uint8Array.of(9, 1, 2, 3, 4, 5)),
    frame('layer/b', FRAME.sync, SYNC.update, own),
    frame('layer/a', FRAME.syncReply, SYNC.step2, own),
  ]
  for (const other of others) socket.send(other)
  // What is sent in one turn leaves together.
  expect(sent).toEqual([])
  await turn()
  expect(sent).toEqual(others)

  // A new replica on the same socket asks for everything, and needs what is under way.
  socket.received('layer/a', null)
  socket.send(frame('layer/a', FRAME.sync, SYNC.update, own))
  await turn()
  expect(sent).toHaveLength(others.length + 1)
})
