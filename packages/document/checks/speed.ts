/**
 * Resolves 20,000 anchors in a transcript of 700 turns (1,400 items), and in the same after 5,000 insertions, and
 * loads and reads 20 layers; prints one JSON line per measurement. Fails when resolving in the fresh document takes 50 ms or more.
 * npx tsx packages/document/checks/speed.ts (times are processor time, medians of 7)
 */
import * as Y from 'yjs'
import {
  addHighlight,
  createAnchor,
  newId,
  readLayer,
  resolveAnchor,
  seedTranscript,
  spliceTurn,
  TranscriptIndex,
} from '../src/index.ts'
import { seeded } from './random.ts'

const below = seeded(7)
const word = () => 'abcdefghijklmnopqrstuvwxyz'.slice(below(20)).slice(0, 2 + below(7))
const sentence = (length: number) => Array.from({ length }, word).join(' ')

const origin = new Y.Doc()
seedTranscript(origin, {
  speakers: [{ id: 's', name: 'S', role: 'participant' }],
  turns: Array.from({ length: 700 }, (_, i) => ({
    id: `t${i}`,
    speaker: 's',
    firstSourceWord: i * 41,
    text: sentence(41),
  })),
})
const doc = new Y.Doc()
Y.applyUpdate(doc, Y.encodeStateAsUpdate(origin))

const median = (times: number[]) => times.sort((a, b) => a - b)[times.length >> 1]!
/** Milliseconds of this process's own processor time: what else runs on the machine does not count. */
const time = (what: () => void): number => {
  const start = process.cpuUsage()
  what()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}
const measure = (what: () => void): number =>
  Math.round(median(Array.from({ length: 7 }, () => time(what))) * 100) / 100

const anchorsIn = (index: TranscriptIndex) =>
  Array.from({ length: 20_000 }, () => {
    const turn = index.order[below(index.order.length)]!
    const offset = below(turn.text.length - 10)
    const end = Math.min(turn.text.length, offset + 10 + below(200))
    return createAnchor(index, { start: { turn: turn.id, offset }, end: { turn: turn.id, offset: end } })
  })

const report = (name: string, index: TranscriptIndex): number => {
  const anchors = anchorsIn(index)
  const statuses = new Set(anchors.map(anchor => resolveAnchor(index, anchor).status))
  const resolving = measure(() => {
    for (const anchor of anchors) resolveAnchor(index, anchor)
  })
  let items = 0
  for (const structs of index.doc.store.clients.values()) items += structs.length
  const building = measure(() => new TranscriptIndex(index.doc).dispose())
  console.log(
    JSON.stringify({
      name,
      structs: items,
      statuses: [...statuses],
      buildIndexMs: building,
      resolve20000Ms: resolving,
    }),
  )
  return resolving
}

const index = new TranscriptIndex(doc)
const fresh = report('fresh', index)
const edits = Array.from({ length: 5_000 }, () =>
  time(() => {
    const turn = index.order[below(index.order.length)]!
    spliceTurn(index, turn.id, below(turn.text.length), 0, 'x')
  }),
)
console.log(
  JSON.stringify({
    name: 'one insertion, index included',
    medianMs: Math.round(median(edits) * 1000) / 1000,
  }),
)
report('after 5,000 insertions', index)

const layers = Array.from({ length: 20 }, () => {
  const layer = new Y.Doc()
  for (const anchor of anchorsIn(index).slice(0, 500)) addHighlight(layer, { anchor, codes: [newId()] })
  return Y.encodeStateAsUpdate(layer)
})
const load = () =>
  layers.map(state => {
    const layer = new Y.Doc()
    Y.applyUpdate(layer, state)
    return layer
  })
const loaded = load()
console.log(
  JSON.stringify({
    name: '20 layers of 500 highlights with a coding',
    bytes: layers.reduce((sum, { length }) => sum + length, 0),
    applyMs: measure(load),
    readMs: measure(() => loaded.map(readLayer)),
  }),
)
process.exitCode = fresh < 50 ? 0 : 1
