import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { COLLAB_PATH } from '@polyphony/contract'
import { WebSocket } from 'ws'
import * as Y from 'yjs'

interface Edit {
  key: string
  deletes: boolean
}

const SYNC_STATUS = 8

/** A client that keeps book: which of its edits the server has called saved, one by one, deletions too. */
export class FaultClient {
  readonly doc = new Y.Doc()
  readonly name: string
  readonly saved = new Set<string>()
  readonly savedDeletions = new Set<string>()
  readonly deleted = new Set<string>()
  readonly written = new Set<string>()
  /** Everything written before this many edits was saved, in the provider's own words. */
  savedUpTo = 0
  edits = 0
  readonly #provider: HocuspocusProvider
  readonly #socket: HocuspocusProviderWebsocket
  readonly #unacknowledged: Edit[] = []
  #joined = false

  constructor(url: string, name: string, token: string) {
    this.name = name
    this.#socket = new HocuspocusProviderWebsocket({
      url: url.replace('http', 'ws') + COLLAB_PATH,
      WebSocketPolyfill: WebSocket,
      delay: 50,
      minDelay: 50,
      maxDelay: 200,
    })
    this.#provider = new HocuspocusProvider({
      websocketProvider: this.#socket,
      name,
      token,
      document: this.doc,
      awareness: null,
    })
    this.#provider.on('unsyncedChanges', ({ number }: { number: number }) => {
      if (number === 0) this.savedUpTo = this.edits
    })
    this.#provider.on('message', ({ event }: { event: { data: ArrayBuffer } }) => {
      const bytes = new Uint8Array(event.data)
      if (bytes.at(-2) === SYNC_STATUS && bytes.at(-1) === 1 && bytes.length === this.name.length + 3)
        this.#acknowledged()
    })
    this.#provider.attach()
  }

  get synced(): boolean {
    return this.#provider.synced
  }

  get hasUnsyncedChanges(): boolean {
    return this.#provider.hasUnsyncedChanges
  }

  get content(): Record<string, unknown> {
    return this.doc.getMap('faults').toJSON()
  }

  write(key: string): void {
    this.edits++
    this.written.add(key)
    this.#unacknowledged.push({ key, deletes: false })
    this.doc.getMap('faults').set(key, { bytes: new Uint8Array(8), code: 'a code' })
  }

  delete(key: string): void {
    this.edits++
    this.deleted.add(key)
    this.#unacknowledged.push({ key, deletes: true })
    this.doc.getMap('faults').delete(key)
  }

  disconnect(): void {
    this.#socket.disconnect()
  }

  connect(): void {
    this.#socket.connect()
  }

  destroy(): void {
    this.#provider.destroy()
    this.#socket.destroy()
  }

  /** Acknowledgements come in the order of the edits; the first is the one of joining. */
  #acknowledged(): void {
    if (!this.#joined) {
      this.#joined = true
      return
    }
    const edit = this.#unacknowledged.shift()
    if (edit) (edit.deletes ? this.savedDeletions : this.saved).add(edit.key)
  }
}
