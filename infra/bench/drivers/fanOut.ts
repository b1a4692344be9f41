// Many people on one conversation, in one process that speaks the protocols itself: what it costs is the same for all
// servers. Nobody applies what arrives; each delivery is found by a mark in it and timed.
import { once } from 'node:events'
import { TranscriptIndex } from '@polyphony/document'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { until } from '../../harness/until.ts'
import { answerParent } from '../child.ts'
import { quantile } from '../figure.ts'
import { authFrame, FRAME, type Protocol, readFrame, SYNC, step1Frame, updateFrame } from '../wire.ts'
import { annotate } from '../workload/annotations.ts'
import { seededRandom } from '../workload/longTranscript.ts'

export interface JoinFanOut {
  url: string
  protocol: Protocol
  clients: { token: string; writes: string }[]
  /** Documents that every client opens; the ones it writes are among them. */
  documents: string[]
  /** State of the conversation's transcript, on which they annotate. */
  transcript: number[]
}

export interface FanOutResult {
  deliveries: number
  expected: number
  /** Milliseconds from sending an edit to its arrival at somebody else. */
  p50: number
  p95: number
  p99: number
  /** Milliseconds from sending an edit to its acknowledgement; null where the protocol has none. */
  saved: { p50: number; p95: number } | null
  /** Bytes of a delivered frame beyond the update in it, on average. */
  overhead: number
  /** Frames with content that came back to their own author. */
  echoes: number
}

interface Client {
  socket: WebSocket
  layer: Y.Doc
  writes: string
  /** When the edits that are not acknowledged were sent. */
  unacknowledged: number[]
}

/** Eight characters that stand in an edit's bytes: its serial number. */
const MARK = 'Kx'
const DIGITS = 6
const mark = (serial: number): string => MARK + String(serial).padStart(DIGITS, '0')

let protocol: Protocol = 'relay'
let clients: Client[] = []
let serial = 0
let sent: number[] = []
let sizes: number[] = []
/** For each client, the edits it has received: an update may hold the mark more than once. */
let received: Set<number>[] = []
let latencies: number[] = []
let savedAfter: number[] = []
let overhead = 0
let echoes = 0

const random = seededRandom(7)
let index: TranscriptIndex
const timing = { spanTimes: () => ({ from: 1_234_000, to: 1_240_000 }) }

const receive = (who: number, client: Client, frame: Buffer): void => {
  const now = performance.now()
  if (frame.at(-2) === FRAME.syncStatus && frame.at(-1) === 1 && frame.length < 60) {
    const at = client.unacknowledged.shift()
    if (at !== undefined) savedAfter.push(now - at)
    return
  }
  let found = 0
  let bytes = 0
  for (
    let at = frame.indexOf(MARK, 0, 'latin1');
    at >= 0;
    at = frame.indexOf(MARK, at + 2 + DIGITS, 'latin1')
  ) {
    const edit = Number(frame.toString('latin1', at + 2, at + 2 + DIGITS))
    if (received[who]!.has(edit) || sent[edit] === undefined) continue
    received[who]!.add(edit)
    if (edit % clients.length === who) {
      echoes++
      continue
    }
    found++
    bytes += sizes[edit]!
    latencies.push(now - sent[edit]!)
  }
  if (found > 0) overhead += frame.length - bytes
}

answerParent({
  async join(options: JoinFanOut) {
    ;({ protocol } = options)
    clients = []
    const transcript = new Y.Doc()
    Y.applyUpdate(transcript, Uint8Array.from(options.transcript))
    index = new TranscriptIndex(transcript)
    for (const [who, { token, writes }] of options.clients.entries()) {
      const socket = new WebSocket(options.url, { perMessageDeflate: false })
      await once(socket, 'open')
      const client: Client = { socket, layer: new Y.Doc(), writes, unacknowledged: [] }
      const answered = new Set<string>()
      const listen = (data: Buffer) => {
        const frame = readFrame(protocol, data)
        if (frame?.kind === FRAME.auth) socket.send(step1Frame(protocol, frame.document))
        if (frame?.step === SYNC.step2) answered.add(frame.document)
      }
      socket.on('message', listen)
      if (protocol === 'hocuspocus')
        for (const document of options.documents) socket.send(authFrame(document, token))
      if (protocol === 'yjs') socket.send(step1Frame(protocol, ''))
      const expected = protocol === 'relay' ? 0 : options.documents.length
      await until(`client ${who} joins`, () => answered.size >= expected, 60_000)
      socket.off('message', listen)
      clients.push(client)
      socket.on('message', (data: Buffer) => receive(who, client, data))
    }
    received = clients.map(() => new Set())
    serial = 0
    sent = []
    sizes = []
  },

  /** Everybody annotates `perSecond` times, for so many seconds. */
  async run({ perSecond, seconds }: { perSecond: number; seconds: number }): Promise<FanOutResult> {
    latencies = []
    savedAfter = []
    overhead = 0
    echoes = 0
    const edits = Math.round(clients.length * perSecond * seconds)
    const last = serial + edits
    const began = performance.now()
    const gap = 1_000 / (clients.length * perSecond)
    const first = serial
    await new Promise<void>(resolve => {
      const tick = () => {
        while (serial < last && performance.now() - began >= (serial - first) * gap) {
          const client = clients[serial % clients.length]!
          let update: Uint8Array | undefined
          client.layer.once('update', (bytes: Uint8Array) => {
            update = bytes
          })
          annotate(client.layer, { index, timing, codes: ['code0001', 'code0002'], random, id: mark(serial) })
          sizes[serial] = update!.length
          const frame = updateFrame(protocol, client.writes, update!)
          sent[serial] = performance.now()
          if (protocol === 'hocuspocus') client.unacknowledged.push(sent[serial]!)
          client.socket.send(frame)
          serial++
        }
        if (serial < last) setTimeout(tick, 1)
        else resolve()
      }
      tick()
    })
    const expected = edits * (clients.length - 1)
    await until('all deliveries', () => latencies.length >= expected, 15_000).catch(() => {})
    await until('all acknowledgements', () => clients.every(c => c.unacknowledged.length === 0), 5_000).catch(
      () => {},
    )
    return {
      deliveries: latencies.length,
      expected,
      p50: quantile(latencies, 0.5),
      p95: quantile(latencies, 0.95),
      p99: quantile(latencies, 0.99),
      saved:
        savedAfter.length > 0 ? { p50: quantile(savedAfter, 0.5), p95: quantile(savedAfter, 0.95) } : null,
      overhead: overhead / latencies.length,
      echoes,
    }
  },

  async leave() {
    for (const { socket } of clients) socket.terminate()
    clients = []
  },
})
