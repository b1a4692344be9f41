// The floor: hands every frame to everybody else, and knows nothing of what it carries.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'
import { answerParent } from '../child.ts'

const server = createServer()
const sockets = new WebSocketServer({ server, perMessageDeflate: false })
sockets.on('connection', from => {
  from.on('message', frame => {
    for (const to of sockets.clients)
      if (to !== from && to.readyState === WebSocket.OPEN) to.send(frame, { binary: true })
  })
})

answerParent({
  listen: () =>
    new Promise<number>(resolve =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
    ),
})
