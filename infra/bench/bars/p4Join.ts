import { gzipSync } from 'node:zlib'
import { COLLAB_PATH, routes, routeUrl } from '@polyphony/contract'
import { documentName } from '@polyphony/document'
import * as Y from 'yjs'
import { type Child, processorSeconds, startChild } from '../child.ts'
import type { FanOutResult, JoinFanOut } from '../drivers/fanOut.ts'
import type { JoinOptions, JoinResult } from '../drivers/joinStorm.ts'
import { figureOf, quantile, ratioOf } from '../figure.ts'
import { PEER_LABELS, startPeer } from '../peers/startPeer.ts'
import { withProduct } from '../withProduct.ts'
import { addConversation, addLayers, makeStudy, readTranscript } from '../workload/study.ts'
import type { Bar } from './bar.ts'

const LAYERS = 20
const HIGHLIGHTS = 5_000
const JOINS = 50
/** Who annotate while the others join, and how often each. */
const WRITERS = 10
const PER_SECOND = 2
const BUSY_SECONDS = 8

type Writers = Child<{
  join: (options: JoinFanOut) => void
  run: (options: { perSecond: number; seconds: number }) => FanOutResult
}>
type Driver = Child<{
  join: (options: JoinOptions) => JoinResult
  stay: (options: JoinOptions) => void
  fill: (options: { url: string; update: number[] }) => void
}>

/**
 * P4: joining a two-hour conversation (20,000 words, 5,000 highlights with codings in 20 layers). Bytes against the gzip
 * of all documents' state; fifty people who join at once against @y/websocket-server with all of it in one document.
 * Somebody has it open on both sides; what it takes when nobody has (everything is read from the disk) is told apart,
 * and so is joining while ten people annotate.
 */
export const p4Join: Bar = ({ rounds, print, say }) =>
  withProduct(async server => {
    say('P4: making twenty people and a two-hour conversation')
    const study = await makeStudy(server, LAYERS)
    const conversation = await addConversation(study, {
      title: 'Two hours',
      size: { words: 20_000, turns: 600, seconds: 7_200 },
    })
    const layers = await addLayers(study, conversation, study.analysts, HIGHLIGHTS)
    const transcript = await readTranscript(study, conversation)
    const states = [transcript.doc, ...layers.values()].map(doc => Y.encodeStateAsUpdate(doc))
    const gzipped = gzipSync(Buffer.concat(states)).length
    const one = new Y.Doc()
    for (const state of states) Y.applyUpdate(one, state)
    const raw = Y.encodeStateAsUpdate(one)
    say(
      `P4: the state has ${Buffer.concat(states).length} bytes, ${gzipped} gzipped; in one document ${raw.length}`,
    )

    const peer = await startPeer('yWebsocket')
    const driver: Driver = startChild(new URL('../drivers/joinStorm.ts', import.meta.url))
    try {
      await driver.ask('fill', { url: `${peer.url}/long`, update: [...raw] })
      const ours = (people: number): JoinOptions => ({
        url: server.url,
        protocol: 'hocuspocus',
        tokens: Array.from({ length: people }, (_, i) => study.analysts[i % LAYERS]!.token),
        documents: [
          documentName({ kind: 'transcript', conversation }),
          ...study.analysts.map(({ member }) => documentName({ kind: 'layer', conversation, member })),
        ],
        bundle: routeUrl(routes.getDocuments, { params: { conversation } }),
      })
      const theirs = (people: number): JoinOptions => ({
        url: `${peer.url}/long`,
        protocol: 'yjs',
        tokens: Array.from({ length: people }, () => ''),
        documents: ['long'],
        bundle: null,
      })
      const cold: number[] = []
      for (let i = 0; i < 3; i++) {
        cold.push((await driver.ask('join', ours(1))).joined[0]!)
        // The server closes what nobody has open a moment later.
        await new Promise(resolve => setTimeout(resolve, 2_500))
      }
      await driver.ask('stay', ours(1))
      await driver.ask('stay', theirs(1))
      const alone = { ours: [] as number[], theirs: [] as number[] }
      const last = { ours: [] as number[], theirs: [] as number[] }
      const cpu = { ours: [] as number[], theirs: [] as number[] }
      let bytes = 0
      const take = async (side: 'ours' | 'theirs', pid: number, options: typeof ours) => {
        const solo: number[] = []
        for (let i = 0; i < 3; i++) {
          const single = await driver.ask('join', options(1))
          solo.push(single.joined[0]!)
          if (side === 'ours') bytes = single.bytes
        }
        alone[side].push(quantile(solo, 0.5))
        const before = await processorSeconds(pid)
        const storm = await driver.ask('join', options(JOINS))
        const after = await processorSeconds(pid)
        last[side].push(storm.joined.at(-1)!)
        if (before !== null && after !== null) cpu[side].push(after - before)
        say(
          `P4: ${side} alone ${quantile(solo, 0.5).toFixed(0)} ms, storm ${storm.joined.at(-1)!.toFixed(0)} ms`,
        )
      }
      for (let round = 0; round < rounds; round++) {
        await take('ours', server.pid, ours)
        await take('theirs', peer.pid, theirs)
      }

      const writers = study.analysts.slice(0, WRITERS)
      const layerOf = (member: string) => documentName({ kind: 'layer', conversation, member })
      const writing = { transcript: [...Y.encodeStateAsUpdate(transcript.doc)] }
      const busy = { ours: [] as number[], theirs: [] as number[] }
      const takeBusy = async (side: 'ours' | 'theirs', options: typeof ours, work: JoinFanOut) => {
        const child: Writers = startChild(new URL('../drivers/fanOut.ts', import.meta.url))
        try {
          await child.ask('join', work)
          const run = child.ask('run', { perSecond: PER_SECOND, seconds: BUSY_SECONDS })
          await new Promise(resolve => setTimeout(resolve, 1_000))
          const storm = await driver.ask('join', options(JOINS))
          busy[side].push(storm.joined.at(-1)!)
          await run
          say(`P4: ${side} while ${WRITERS} annotate, storm ${storm.joined.at(-1)!.toFixed(0)} ms`)
        } finally {
          await child.stop()
        }
      }
      for (let round = 0; round < rounds; round++) {
        await takeBusy('ours', ours, {
          ...writing,
          url: server.url.replace('http', 'ws') + COLLAB_PATH,
          protocol: 'hocuspocus',
          clients: writers.map(({ member, token }) => ({ token, writes: layerOf(member) })),
          documents: writers.map(({ member }) => layerOf(member)),
        })
        await takeBusy('theirs', theirs, {
          ...writing,
          url: `${peer.url}/long`,
          protocol: 'yjs',
          clients: writers.map(({ token }) => ({ token, writes: 'long' })),
          documents: ['long'],
        })
      }
      print(figureOf('P4', 'bytes to join, beside the gzip of the state', [bytes / gzipped], 'ratio', 1.1))
      print(figureOf('P4', 'Polyphony: one join of a conversation nobody has open', cold, 'ms'))
      for (const [side, label] of [
        ['ours', 'Polyphony'],
        ['theirs', PEER_LABELS.yWebsocket],
      ] as const) {
        print(figureOf('P4', `${label}: one join`, alone[side], 'ms'))
        print(figureOf('P4', `${label}: the last of ${JOINS} joins at once`, last[side], 'ms'))
        if (cpu[side].length > 0)
          print(figureOf('P4', `${label}: processor for ${JOINS} joins`, cpu[side], 's'))
      }
      print(
        ratioOf(
          'P4',
          `the last of ${JOINS} joins beside ${PEER_LABELS.yWebsocket}`,
          last.ours,
          last.theirs,
          1.2,
        ),
      )
      const whileBusy = `the last of ${JOINS} joins while ${WRITERS} annotate`
      print(figureOf('P4', `Polyphony: ${whileBusy}`, busy.ours, 'ms'))
      print(figureOf('P4', `${PEER_LABELS.yWebsocket}: ${whileBusy}`, busy.theirs, 'ms'))
      print(ratioOf('P4', `${whileBusy}, beside ${PEER_LABELS.yWebsocket}`, busy.ours, busy.theirs, 1.2))
    } finally {
      await driver.stop()
      await peer.stop()
    }
  })
