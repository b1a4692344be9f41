import { HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { COLLAB_PATH } from '@polyphony/contract'

/**
 * The tab's one connection to the collaboration server. What is sent while it is closed is dropped, not queued: on
 * opening, every document compares itself with the server anyway, and an answer to a queued frame would be counted as
 * the answer to that comparison, so that "saved" came too early.
 */
export class CollabSocket extends HocuspocusProviderWebsocket {
  override send(message: Uint8Array): void {
    if (this.webSocket?.readyState === WebSocket.OPEN) this.webSocket.send(message as Uint8Array<ArrayBuffer>)
  }

  /** Closes and opens again, so that the server reads the cookie anew (after a sign-in). */
  async reconnect(): Promise<void> {
    this.disconnect()
    this.cleanupWebSocket()
    this.onClose({ event: { code: 1000, reason: 'reconnect' } })
    await this.connect()
  }
}

/** Address of the collaboration server that belongs to this page. */
export const collabUrl = (page: Location): string =>
  `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}${COLLAB_PATH}`
