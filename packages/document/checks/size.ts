/**
 * What a highlight with one coding adds to a layer's state, plain and gzipped: prints one JSON line per length of
 * passage. Fails past 160 bytes, or 80 gzipped for the mixture.
 * npx tsx packages/document/checks/size.ts
 */
import { gzipSync } from 'node:zlib'
import * as Y from 'yjs'
import { addHighlight, createAnchor, newId, seedTranscript, TranscriptIndex } from '../src/index.ts'
import { seeded } from './random.ts'

const HIGHLIGHTS = 500
const below = seeded(11)
const syllables =
  'ka me to ri son ber lin da wo pre ing er tion al com mun sha ve ther we they go lis ten the of and'.split(
    ' ',
  )
const vocabulary = Array.from({ length: 3_000 }, () =>
  Array.from({ length: 1 + below(3) }, () => syllables[below(syllables.length)]).join(''),
)
// Frequent words come often, as in speech.
const word = () => vocabulary[Math.floor(Math.min(below(3_000), below(3_000), below(3_000)))]!

const transcript = new Y.Doc()
seedTranscript(transcript, {
  speakers: [{ id: 's', name: 'S', role: 'participant' }],
  turns: Array.from({ length: 700 }, (_, i) => ({
    id: `t${i}`,
    speaker: 's',
    firstSourceWord: i * 41,
    text: Array.from({ length: 41 }, word).join(' '),
  })),
})
const index = new TranscriptIndex(transcript)
const codes = Array.from({ length: 40 }, () => newId())

const added = (name: string, minimum: number, maximum: number) => {
  const layer = new Y.Doc()
  let now = 1_790_000_000_000
  for (let i = 0; i < HIGHLIGHTS; i++) {
    const turn = index.order[below(index.order.length)]!
    const length = minimum + below(maximum - minimum + 1)
    const offset = below(Math.max(1, turn.text.length - length))
    const span = {
      start: { turn: turn.id, offset },
      end: { turn: turn.id, offset: Math.min(turn.text.length, offset + length) },
    }
    const from = below(5_400_000)
    now += 5_000 + below(60_000)
    const anchor = createAnchor(index, span, { from, to: from + length * 70 })
    addHighlight(layer, { anchor, createdAt: now, codes: [codes[below(codes.length)]!] })
  }
  const state = Y.encodeStateAsUpdate(layer)
  const bytes = Math.round(state.length / HIGHLIGHTS)
  const gzipped = Math.round(gzipSync(state).length / HIGHLIGHTS)
  console.log(JSON.stringify({ passages: name, characters: [minimum, maximum], bytes, gzipped }))
  return { bytes, gzipped }
}

const short = added('short', 3, 24)
const middle = added('middle', 25, 48)
const long = added('long', 49, 210)
const mixed = added('mixed', 10, 210)
const largest = Math.max(short.bytes, middle.bytes, long.bytes, mixed.bytes)
process.exitCode = largest <= 160 && mixed.gzipped <= 80 ? 0 : 1
