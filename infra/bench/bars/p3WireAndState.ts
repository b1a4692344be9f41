import { gzipSync } from 'node:zlib'
import { COLLAB_PATH } from '@polyphony/contract'
import { documentName } from '@polyphony/document'
import * as Y from 'yjs'
import { type Child, startChild } from '../child.ts'
import type { FanOutResult, JoinFanOut } from '../drivers/fanOut.ts'
import { figureOf } from '../figure.ts'
import { PEER_LABELS, type PeerName, startPeer } from '../peers/startPeer.ts'
import { withProduct } from '../withProduct.ts'
import { makeLayer } from '../workload/annotations.ts'
import { addConversation, makeStudy, readTranscript } from '../workload/study.ts'
import type { Bar } from './bar.ts'

const HIGHLIGHTS = 500
const PEERS: PeerName[] = ['yWebsocket', 'hocuspocus']

type Driver = Child<{
  join: (options: JoinFanOut) => void
  run: (options: { perSecond: number; seconds: number }) => FanOutResult
}>

/**
 * P3: what a highlight with one coding adds to a layer's state (500 of them on a 20,000-word transcript, one edit each),
 * and what surrounds an update on the wire (four people, two annotations a second each).
 */
export const p3WireAndState: Bar = ({ print, say }) =>
  withProduct(async server => {
    say('P3: making four people and a long conversation')
    const study = await makeStudy(server, 4)
    const conversation = await addConversation(study, {
      title: 'A long one',
      size: { words: 20_000, turns: 600, seconds: 7_200 },
    })
    const transcript = await readTranscript(study, conversation)
    const layer = makeLayer({ ...transcript, codes: study.codes, highlights: HIGHLIGHTS, seed: 1 })
    const state = Y.encodeStateAsUpdate(layer)
    print(figureOf('P3', 'state of a highlight with one coding', [state.length / HIGHLIGHTS], 'bytes', 160))
    print(figureOf('P3', 'the same, gzipped', [gzipSync(state).length / HIGHLIGHTS], 'bytes', 80))

    const annotated = [...Y.encodeStateAsUpdate(transcript.doc)]
    const layerOf = (member: string) => documentName({ kind: 'layer', conversation, member })
    const ours = await onTheWire({
      url: server.url.replace('http', 'ws') + COLLAB_PATH,
      protocol: 'hocuspocus',
      clients: study.analysts.map(({ member, token }) => ({ token, writes: layerOf(member) })),
      documents: study.analysts.map(({ member }) => layerOf(member)),
      transcript: annotated,
    })
    print(
      figureOf('P3', 'Polyphony: bytes of a delivered frame beyond its update', [ours.overhead], 'bytes', 60),
    )
    print(figureOf('P3', 'Polyphony: edits that came back to their sender', [ours.echoes], 'frames', 0))
    for (const name of PEERS) {
      const peer = await startPeer(name)
      const theirs = await onTheWire({
        url: `${peer.url}/room`,
        protocol: name === 'hocuspocus' ? 'hocuspocus' : 'yjs',
        clients: study.analysts.map(({ token }) => ({ token, writes: 'room' })),
        documents: ['room'],
        transcript: annotated,
      }).finally(peer.stop)
      const label = PEER_LABELS[name]
      print(
        figureOf('P3', `${label}: bytes of a delivered frame beyond its update`, [theirs.overhead], 'bytes'),
      )
      print(figureOf('P3', `${label}: edits that came back to their sender`, [theirs.echoes], 'frames'))
    }
  })

const onTheWire = async (options: JoinFanOut): Promise<FanOutResult> => {
  const driver: Driver = startChild(new URL('../drivers/fanOut.ts', import.meta.url))
  try {
    await driver.ask('join', options)
    return await driver.ask('run', { perSecond: 2, seconds: 3 })
  } finally {
    await driver.stop()
  }
}
