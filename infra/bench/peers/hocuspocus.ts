// Hocuspocus as it comes, with a store that keeps nothing.
import { Server } from '@hocuspocus/server'
import { answerParent } from '../child.ts'

answerParent({
  async listen() {
    const server = new Server({ address: '127.0.0.1', port: 0, quiet: true, async onStoreDocument() {} })
    await server.listen()
    return server.address.port
  },
})
