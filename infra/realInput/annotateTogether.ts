import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { COLLAB_PATH } from '@polyphony/contract'
import {
  addHighlight,
  createAnchor,
  documentName,
  readLayer,
  type SourceWords,
  TranscriptIndex,
  timingOf,
} from '@polyphony/document'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { until } from '../harness/until.ts'

export interface Annotator {
  member: string
  token: string
}

/** One person's connection: the transcript, their own layer, and the other's. */
const join = async (url: string, conversation: string, me: Annotator, others: readonly Annotator[]) => {
  const socket = new HocuspocusProviderWebsocket({
    url: url.replace('http', 'ws') + COLLAB_PATH,
    WebSocketPolyfill: WebSocket,
  })
  const open = (name: string) => {
    const provider = new HocuspocusProvider({
      websocketProvider: socket,
      name,
      token: me.token,
      document: new Y.Doc(),
      awareness: null,
    })
    provider.attach()
    return provider
  }
  const transcript = open(documentName({ kind: 'transcript', conversation }))
  const layers = [me, ...others].map(({ member }) =>
    open(documentName({ kind: 'layer', conversation, member })),
  )
  const all = [transcript, ...layers]
  await until('the documents', () => all.every(provider => provider.synced))
  return {
    transcript: transcript.document,
    own: layers[0]!,
    seen: () => layers.reduce((sum, provider) => sum + readLayer(provider.document).highlights.size, 0),
    close() {
      for (const provider of all) provider.destroy()
      socket.destroy()
    },
  }
}

/**
 * Lets people highlight and code one conversation at the same time, through the protocol browsers speak.
 * @returns once everything is on disk and everybody has seen everything: highlights made, and milliseconds it took
 */
export const annotateTogether = async (options: {
  url: string
  conversation: string
  words: SourceWords
  people: readonly Annotator[]
  codes: readonly string[]
  each: number
}): Promise<{ highlights: number; milliseconds: number }> => {
  const { url, conversation, words, people, codes, each } = options
  const clients = await Promise.all(
    people.map(me =>
      join(
        url,
        conversation,
        me,
        people.filter(other => other !== me),
      ),
    ),
  )
  const indexes = clients.map(client => new TranscriptIndex(client.transcript))
  const timings = indexes.map(index => timingOf(index, words))
  const began = performance.now()
  for (let i = 0; i < each; i++) {
    for (const [person, client] of clients.entries()) {
      const index = indexes[person]!
      const turns = index.order.filter(turn => turn.text.length > 20)
      const turn = turns[(i * 7 + person * 3) % turns.length]!
      const span = {
        start: { turn: turn.id, offset: 0 },
        end: { turn: turn.id, offset: Math.min(turn.text.length, 40 + ((i * 13) % 160)) },
      }
      addHighlight(client.own.document, {
        anchor: createAnchor(index, span, timings[person]!.spanTimes(span)),
        codes: [codes[(i + person) % codes.length]!],
      })
    }
    // Between two acts the others' arrive, as they do when people work.
    await new Promise(resolve => setImmediate(resolve))
  }
  const highlights = each * people.length
  await until('everything saved', () => clients.every(client => !client.own.hasUnsyncedChanges))
  await until('everybody sees everything', () => clients.every(client => client.seen() >= highlights))
  const milliseconds = performance.now() - began
  for (const index of indexes) index.dispose()
  for (const client of clients) client.close()
  return { highlights, milliseconds }
}
