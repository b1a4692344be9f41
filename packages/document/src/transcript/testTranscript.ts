import * as Y from 'yjs'
import { packSourceWords } from '../sourceWords.ts'
import { seedTranscript } from './seedTranscript.ts'
import { TranscriptIndex } from './TranscriptIndex.ts'

/** A transcript for tests: turns `t0`, `t1` … of speakers A and B in turn, a word a second. */
export const testTranscript = (...texts: string[]) => {
  const doc = new Y.Doc()
  const words = texts.flatMap(text => text.split(' '))
  let firstSourceWord = 0
  seedTranscript(doc, {
    speakers: [
      { id: 'A', name: 'Ash', role: 'facilitator' },
      { id: 'B', name: 'Birch', role: 'participant' },
    ],
    turns: texts.map((text, i) => {
      const seed = { id: `t${i}`, speaker: i % 2 === 0 ? 'A' : 'B', firstSourceWord, text }
      firstSourceWord += text.split(' ').length
      return seed
    }),
  })
  const sourceWords = packSourceWords(
    words.map((text, i) => ({ text, start: i, end: i + 0.8, confidence: null })),
  )
  return { doc, index: new TranscriptIndex(doc), sourceWords }
}

/** A second replica of a document, and exchanges between the two. */
export const replicaOf = (doc: Y.Doc) => {
  const replica = new Y.Doc()
  const pull = (from: Y.Doc, to: Y.Doc) =>
    Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)))
  const sync = () => {
    pull(doc, replica)
    pull(replica, doc)
  }
  sync()
  return { doc: replica, index: new TranscriptIndex(replica), sync }
}

/** The span of `words` in a turn, from its first occurrence. */
export const spanOf = (index: TranscriptIndex, turn: string, words: string) => {
  const offset = index.turn(turn)!.text.indexOf(words)
  if (offset < 0) throw new Error(`Turn ${turn} does not read "${words}".`)
  return { start: { turn, offset }, end: { turn, offset: offset + words.length } }
}
