import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { checkUpdate, InvalidUpdateError } from './checkUpdate.ts'

/** A generator with a seed, so that a failure can be repeated. */
const seeded = (seed: number) => (below: number) => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) % below
}

const write = (fill: (encoder: encoding.Encoder) => void) => encoding.encode(fill)

/** Does something at random that people do to documents. */
const edit = (doc: Y.Doc, random: (below: number) => number) => {
  const text = doc.getText('t')
  const map = doc.getMap<unknown>('m')
  switch (random(8)) {
    case 0:
      return text.insert(random(text.length + 1), ['word ', 'Grüße ', '🦊', '漢字'][random(4)] as string)
    case 1:
      return text.length > 0 && text.delete(random(text.length), 1)
    case 2:
      return text.insertEmbed(random(text.length + 1), new Y.Map([['id', 'turn']]))
    case 3:
      return text.length > 2 && text.format(0, 2, { bold: true })
    case 4:
      return map.set(`k${random(9)}`, {
        bytes: new Uint8Array(8),
        n: random(9),
        f: 0.5,
        list: [1, null, 'ä'],
      })
    case 5:
      return map.set(`k${random(9)}`, new Y.Array())
    case 6:
      return map.delete(`k${random(9)}`)
    default:
      return doc.getXmlFragment('x').insert(0, [new Y.XmlElement('p')])
  }
}

describe('checkUpdate', () => {
  it('accepts what Yjs writes and tells its clocks', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = seeded(seed)
      const peers = [new Y.Doc(), new Y.Doc(), new Y.Doc()]
      const updates: Uint8Array[] = []
      for (const peer of peers) {
        peer.on('update', (update: Uint8Array) => {
          updates.push(update)
          const { writes } = checkUpdate(update)
          for (const { client, to } of writes) expect(Y.getState(peer.store, client), `seed ${seed}`).toBe(to)
        })
      }
      for (let i = 0; i < 60; i++) {
        edit(peers[random(3)] as Y.Doc, random)
        if (random(3) === 0)
          Y.applyUpdate(peers[random(3)] as Y.Doc, updates[random(updates.length)] ?? new Uint8Array([0, 0]))
      }
      for (const peer of peers) checkUpdate(Y.encodeStateAsUpdate(peer))
    }
  })

  it('tells what is deleted', () => {
    const doc = new Y.Doc()
    doc.getText('t').insert(0, 'abcdef')
    let update = new Uint8Array()
    doc.once('update', (bytes: Uint8Array) => {
      update = bytes as Uint8Array<ArrayBuffer>
    })
    doc.getText('t').delete(1, 3)
    expect(checkUpdate(update)).toEqual({ writes: [], deletes: [{ client: doc.clientID, from: 1, to: 4 }] })
  })

  it.each([
    [
      'a number of structs it cannot hold',
      write(e => [1, 30_000_000, 77, 0].map(n => encoding.writeVarUint(e, n))),
    ],
    ['garbage', new Uint8Array([1, 5, 200, 1, 0, 7, 99, 99, 99])],
    ['nothing at all', new Uint8Array()],
    ['bytes after its end', new Uint8Array([0, 0, 0])],
    [
      'values nested 100,000 deep',
      write(e => {
        for (const n of [1, 1, 77, 0]) encoding.writeVarUint(e, n)
        encoding.writeUint8(e, 8)
        encoding.writeVarUint(e, 1)
        encoding.writeVarString(e, 'a')
        encoding.writeVarUint(e, 1)
        for (let i = 0; i < 100_000; i++) {
          encoding.writeUint8(e, 117)
          encoding.writeVarUint(e, 1)
        }
        encoding.writeUint8(e, 126)
        encoding.writeVarUint(e, 0)
      }),
    ],
    [
      'a sub-document',
      (() => {
        const doc = new Y.Doc()
        doc.getMap('m').set('inner', new Y.Doc())
        return Y.encodeStateAsUpdate(doc)
      })(),
    ],
  ])('refuses %s', (_, update) => {
    expect(() => checkUpdate(update)).toThrow(InvalidUpdateError)
  })

  it('refuses more bytes than the limit', () => {
    const doc = new Y.Doc()
    doc.getText('t').insert(0, 'x'.repeat(200))
    expect(() => checkUpdate(Y.encodeStateAsUpdate(doc), { maxBytes: 100 })).toThrow('too large')
  })

  it('refuses an update cut off anywhere', () => {
    const doc = new Y.Doc()
    const random = seeded(3)
    for (let i = 0; i < 80; i++) edit(doc, random)
    const honest = Y.encodeStateAsUpdate(doc)
    for (let length = 0; length < honest.length; length++) {
      expect(() => checkUpdate(honest.subarray(0, length)), `${length} bytes`).toThrow(InvalidUpdateError)
    }
  })

  it('never throws anything but its own error on mutated updates', () => {
    const doc = new Y.Doc()
    const random = seeded(7)
    for (let i = 0; i < 80; i++) edit(doc, random)
    const honest = Y.encodeStateAsUpdate(doc)
    for (let i = 0; i < 5_000; i++) {
      const mutated = honest.slice()
      for (let k = 0; k <= random(3); k++) mutated[random(mutated.length)] = random(256)
      try {
        checkUpdate(mutated)
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidUpdateError)
      }
    }
  })
})
