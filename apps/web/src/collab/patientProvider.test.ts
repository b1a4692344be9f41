import { HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import * as encoding from 'lib0/encoding'
import { afterEach, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { PatientProvider } from './patientProvider.ts'

const NAME = 'ontology/w'
const [ANSWER, CHANGE] = [1, 2]

/** A frame of the server about the document. */
const frame = (kind: number, update: Uint8Array): MessageEvent => {
  const encoder = encoding.createEncoder()
  encoding.writeVarString(encoder, NAME)
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarUint(encoder, kind)
  encoding.writeVarUint8Array(encoder, update)
  return new MessageEvent('message', { data: encoding.toUint8Array(encoder).slice().buffer })
}

const ended: (() => void)[] = []
afterEach(() => {
  for (const end of ended.splice(0)) end()
})

const provide = () => {
  const taking: boolean[] = []
  const websocketProvider = new HocuspocusProviderWebsocket({
    url: 'ws://127.0.0.1:1',
    autoConnect: false,
    // It never connects.
    WebSocketPolyfill: class {},
  })
  const document = new Y.Doc()
  const provider = new PatientProvider(
    { websocketProvider, name: NAME, document, awareness: null },
    { onTaking: now => taking.push(now) },
  )
  ended.push(() => {
    provider.destroy()
    websocketProvider.destroy()
  })
  return { provider, document, taking, codes: document.getMap('codes') }
}

/** A document of about half a megabyte, and the frame in which the server answers with it. */
const makeLarge = () => {
  const doc = new Y.Doc()
  for (let i = 0; i < 2_000; i++)
    doc.getMap('codes').set(`c${i}`, { name: `Code ${i}`, text: 'x'.repeat(220) })
  return { doc, answer: frame(ANSWER, Y.encodeStateAsUpdate(doc)) }
}

it('takes a large answer in part by part, and what came after it when it is there', async () => {
  const { provider, taking, codes } = provide()
  const { doc, answer } = makeLarge()
  provider.onMessage(answer)
  let change: Uint8Array | undefined
  doc.once('update', (update: Uint8Array) => {
    change = update
  })
  doc.getMap('codes').set('c0', 'changed meanwhile')
  provider.onMessage(frame(CHANGE, change!))
  expect(provider.synced).toBe(false)
  expect(codes.size).toBeLessThan(2_000)
  await vi.waitFor(() => expect(provider.synced).toBe(true))
  expect(codes.toJSON()).toEqual(doc.getMap('codes').toJSON())
  expect(taking).toEqual([true, false])
  expect(provider.hasUnsyncedChanges).toBe(false)
})

it('leaves the rest to the next connection when this one is closed', async () => {
  const { provider, document, taking, codes } = provide()
  const { doc, answer } = makeLarge()
  provider.onMessage(answer)
  provider.onClose()
  expect(taking).toEqual([true, false])
  provider.onMessage(frame(ANSWER, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(document))))
  await vi.waitFor(() => expect(provider.synced).toBe(true))
  expect(codes.toJSON()).toEqual(doc.getMap('codes').toJSON())
})

it('applies what is small at once', () => {
  const { provider, taking, codes } = provide()
  const doc = new Y.Doc()
  doc.getMap('codes').set('a', 1)
  provider.onMessage(frame(ANSWER, Y.encodeStateAsUpdate(doc)))
  expect(provider.synced).toBe(true)
  expect(codes.get('a')).toBe(1)
  expect(taking).toEqual([])
})
