// People who open a long conversation at the same moment. They go through everything a client does but applying what
// they get: that happens on as many machines.
import { once } from 'node:events'
import { COLLAB_PATH } from '@polyphony/contract'
import { unpackDocuments } from '@polyphony/document'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { until } from '../../harness/until.ts'
import { answerParent } from '../child.ts'
import {
  authFrame,
  emptyStep2Frame,
  FRAME,
  type Protocol,
  readFrame,
  SYNC,
  step1Frame,
  updateFrame,
} from '../wire.ts'

export interface JoinOptions {
  /** Of the socket, or of the product's server. */
  url: string
  protocol: Protocol
  /** Each one's access token; '' where there are none. */
  tokens: string[]
  documents: string[]
  /** Path from which the documents are fetched in one piece before the socket opens. */
  bundle: string | null
}

export interface JoinResult {
  /** Milliseconds until each of them had everything, in order. */
  joined: number[]
  /** Received by each on average, on the socket and before. */
  bytes: number
}

/** The bundle fetched last, and the state vectors of what is in it: everybody works them out on a machine of their own. */
let unpacked: { bundle: Buffer; vectors: Promise<Map<string, Uint8Array>> } | null = null

const vectorsOf = (bundle: Buffer): Promise<Map<string, Uint8Array>> => {
  if (!unpacked?.bundle.equals(bundle)) {
    const vectors = unpackDocuments(bundle).then(
      documents =>
        new Map(documents.map(({ name, update }) => [name, Y.encodeStateVectorFromUpdate(update)])),
    )
    unpacked = { bundle, vectors }
  }
  return unpacked.vectors
}

/** Resolves with the bytes received, when everything has come. */
const joinOne = async (token: string, options: JoinOptions, stay = false): Promise<number> => {
  const { url, protocol, documents, bundle } = options
  let bytes = 0
  let known = new Map<string, Uint8Array>()
  if (bundle) {
    const response = await fetch(url + bundle, { headers: { authorization: `Bearer ${token}` } })
    if (!response.ok) throw new Error(`${bundle}: ${response.status}`)
    const body = Buffer.from(await response.arrayBuffer())
    bytes += body.length
    known = await vectorsOf(body)
  }
  const address = bundle === null ? url : url.replace('http', 'ws') + COLLAB_PATH
  const socket = new WebSocket(address, { perMessageDeflate: false })
  const missing = new Set(documents)
  socket.on('message', (data: Buffer) => {
    bytes += data.length
    const frame = readFrame(protocol, data)
    if (frame?.kind === FRAME.auth)
      socket.send(step1Frame(protocol, frame.document, known.get(frame.document)))
    if (frame?.step === SYNC.step1) socket.send(emptyStep2Frame(protocol, frame.document))
    if (frame?.step === SYNC.step2) missing.delete(protocol === 'hocuspocus' ? frame.document : documents[0]!)
  })
  await once(socket, 'open')
  if (protocol === 'hocuspocus') for (const document of documents) socket.send(authFrame(document, token))
  else socket.send(step1Frame(protocol, ''))
  await until('everything has come', () => missing.size === 0, 60_000)
  if (!stay) socket.terminate()
  return bytes
}

answerParent({
  /** Lets all of them join at once. */
  async join(options: JoinOptions): Promise<JoinResult> {
    const began = performance.now()
    const joined: number[] = []
    let bytes = 0
    await Promise.all(
      options.tokens.map(async token => {
        bytes += await joinOne(token, options)
        joined.push(performance.now() - began)
      }),
    )
    return { joined, bytes: bytes / options.tokens.length }
  },

  /** One who joins and stays, so that the documents are open when others come. */
  async stay(options: JoinOptions): Promise<void> {
    await joinOne(options.tokens[0]!, options, true)
  },

  /** Fills a y-websocket server's room. */
  async fill({ url, update }: { url: string; update: number[] }): Promise<void> {
    const socket = new WebSocket(url, { perMessageDeflate: false })
    await once(socket, 'open')
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Uint8Array.from(update))
    socket.send(updateFrame('yjs', '', Y.encodeStateAsUpdate(doc)))
    await new Promise(resolve => setTimeout(resolve, 1_000))
    socket.terminate()
  },
})
