import { COLLAB_PATH } from '@polyphony/contract'
import { documentName } from '@polyphony/document'
import * as Y from 'yjs'
import { type Child, childrenOf, processorSeconds, startChild } from '../child.ts'
import type { FanOutResult, JoinFanOut } from '../drivers/fanOut.ts'
import { figureOf, ratioOf } from '../figure.ts'
import { PEER_LABELS, type PeerName, startPeer } from '../peers/startPeer.ts'
import { withProduct } from '../withProduct.ts'
import { addConversation, makeStudy, readTranscript } from '../workload/study.ts'
import type { Bar } from './bar.ts'

const CLIENTS = 50
const PER_SECOND = 2
/** A server runs for weeks: until it compiles nothing any more, which takes ours a minute. */
const FIRST_WARM_SECONDS = 60
const WARM_SECONDS = 15
/** Long enough to hold a few projections, and to even out when garbage is collected. */
const SECONDS = 10
const PEERS: PeerName[] = ['yWebsocket', 'relay', 'hocuspocus']

type Driver = Child<{
  join: (options: JoinFanOut) => void
  run: (options: { perSecond: number; seconds: number }) => FanOutResult
  leave: () => void
}>

interface Round extends FanOutResult {
  /** Microseconds of the server's processor per delivery; null where the system does not tell. */
  cpu: number | null
  engineCpu: number | null
}

/**
 * P1: fifty people on one conversation make two annotations a second each; how long until the forty-nine others have
 * one, and what a delivery costs the server. Ours: everybody writes a layer of their own and reads all the others'
 * (51 documents on one socket), with accounts, checks and the durable log. Peers: one document for all, in memory.
 * Each is measured after it has run for a while, all on the same transcript, which the annotations quote.
 */
export const p1Propagation: Bar = ({ rounds, print, say }) =>
  withProduct(async server => {
    say('P1: making 50 people')
    const study = await makeStudy(server, CLIENTS)
    const peers = await Promise.all(PEERS.map(startPeer))
    const taken = new Map<string, Round[]>()
    try {
      for (let round = 0; round < rounds; round++) {
        const conversation = await addConversation(study, {
          title: `Round ${round}`,
          size: { words: 2_000, turns: 60, seconds: 720 },
        })
        const { doc } = await readTranscript(study, conversation)
        const transcript = [...Y.encodeStateAsUpdate(doc)]
        const layerOf = (member: string) => documentName({ kind: 'layer', conversation, member })
        const engine = (await childrenOf(server))[0]
        const warmSeconds = round === 0 ? FIRST_WARM_SECONDS : WARM_SECONDS
        const runs = [
          () =>
            measure(server.pid, engine, warmSeconds, {
              url: server.url.replace('http', 'ws') + COLLAB_PATH,
              protocol: 'hocuspocus',
              clients: study.analysts.map(({ member, token }) => ({ token, writes: layerOf(member) })),
              documents: [
                documentName({ kind: 'transcript', conversation }),
                ...study.analysts.map(({ member }) => layerOf(member)),
              ],
              transcript,
            }),
          ...peers.map(
            ({ name, url, pid }) =>
              () =>
                measure(pid, undefined, warmSeconds, {
                  url: `${url}/room${round}`,
                  protocol: name === 'hocuspocus' ? 'hocuspocus' : name === 'yWebsocket' ? 'yjs' : 'relay',
                  clients: study.analysts.map(({ token }) => ({ token, writes: `room${round}` })),
                  documents: [`room${round}`],
                  transcript,
                }),
          ),
        ]
        for (const [i, run] of runs.entries()) {
          const name = i === 0 ? 'product' : peers[i - 1]!.name
          const result = await run()
          say(`P1 round ${round + 1}: ${name} ${JSON.stringify(result)}`)
          if (result.deliveries < result.expected)
            throw new Error(`${name}: only ${result.deliveries} of ${result.expected} arrived.`)
          taken.set(name, [...(taken.get(name) ?? []), result])
        }
      }
    } finally {
      for (const peer of peers) await peer.stop()
    }

    const of = (name: string, pick: (round: Round) => number | null): number[] =>
      (taken.get(name) ?? []).flatMap(round => pick(round) ?? [])
    for (const name of ['product', ...PEERS]) {
      const label = name === 'product' ? 'Polyphony' : PEER_LABELS[name as PeerName]
      for (const key of ['p50', 'p95', 'p99'] as const)
        print(
          figureOf(
            'P1',
            `${label}: propagation ${key}`,
            of(name, r => r[key]),
            'ms',
          ),
        )
      const cpu = of(name, r => r.cpu)
      if (cpu.length > 0) print(figureOf('P1', `${label}: processor per delivery`, cpu, 'µs'))
    }
    const engine = of('product', r => r.engineCpu)
    if (engine.length > 0) print(figureOf('P1', 'Polyphony: processor per delivery, engine', engine, 'µs'))
    print(
      figureOf(
        'L2',
        'edit to durable, p50',
        of('product', r => r.saved?.p50 ?? null),
        'ms',
        5,
      ),
    )
    print(
      figureOf(
        'L2',
        'edit to durable, p95',
        of('product', r => r.saved?.p95 ?? null),
        'ms',
        10,
      ),
    )

    const p95 = (name: string) => of(name, r => r.p95)
    print(ratioOf('P1', 'p95 beside @y/websocket-server', p95('product'), p95('yWebsocket'), 1.25))
    print(ratioOf('P1', 'p95 beside the bare relay', p95('product'), p95('relay'), 2))
    const cpu = of('product', r => r.cpu)
    if (cpu.length > 0)
      print(
        ratioOf(
          'P1',
          'processor per delivery beside @y/websocket-server',
          cpu,
          of('yWebsocket', r => r.cpu),
          1.5,
        ),
      )
    else say('P1: this system does not tell what a process used, so processor per delivery is left out')
  })

const measure = async (
  pid: number,
  engine: number | undefined,
  warmSeconds: number,
  options: JoinFanOut,
): Promise<Round> => {
  const driver: Driver = startChild(new URL('../drivers/fanOut.ts', import.meta.url))
  try {
    await driver.ask('join', options)
    await driver.ask('run', { perSecond: PER_SECOND, seconds: warmSeconds })
    const before = await processorSeconds(pid)
    const engineBefore = engine === undefined ? null : await processorSeconds(engine)
    const result = await driver.ask('run', { perSecond: PER_SECOND, seconds: SECONDS })
    const used = (from: number | null, to: number | null) =>
      from === null || to === null ? null : ((to - from) * 1e6) / result.deliveries
    return {
      ...result,
      cpu: used(before, await processorSeconds(pid)),
      engineCpu: engine === undefined ? null : used(engineBefore, await processorSeconds(engine)),
    }
  } finally {
    await driver.ask('leave').catch(() => {})
    await driver.stop()
  }
}
