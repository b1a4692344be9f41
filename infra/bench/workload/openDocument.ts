import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { COLLAB_PATH } from '@polyphony/contract'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { until } from '../../harness/until.ts'

/** Opens a document of the product as a program does; resolves when it is in step with the server. */
export const openDocument = async (url: string, name: string, token: string, document = new Y.Doc()) => {
  const socket = new HocuspocusProviderWebsocket({
    url: url.replace('http', 'ws') + COLLAB_PATH,
    WebSocketPolyfill: WebSocket,
  })
  const provider = new HocuspocusProvider({
    websocketProvider: socket,
    name,
    token,
    document,
    awareness: null,
  })
  provider.attach()
  await until(`${name} is read`, () => provider.synced, 60_000)
  return {
    doc: document,
    saved: () => until(`${name} is saved`, () => !provider.hasUnsyncedChanges, 60_000),
    close() {
      provider.destroy()
      socket.destroy()
    },
  }
}
