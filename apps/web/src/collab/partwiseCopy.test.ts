import { isArriving } from '@polyphony/document'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { IndexeddbPersistence } from 'y-indexeddb'
import * as Y from 'yjs'
import { openPartwiseCopy } from './partwiseCopy.ts'

const NAME = 'polyphony:ada:ontology'

/** Keeps a document whose copy is larger than what is read at once. */
const keepLargeDocument = async (): Promise<Y.Doc> => {
  const doc = new Y.Doc()
  doc.transact(() => {
    const codes = doc.getMap('codes')
    for (let i = 0; i < 3_000; i++) codes.set(`code${i}`, { name: `Code ${i}`, definition: 'x'.repeat(80) })
  })
  const writer = new Y.Doc()
  const written = await open(writer)
  Y.applyUpdate(writer, Y.encodeStateAsUpdate(doc))
  await expect.poll(keptUpdates).toBe(1)
  written.dispose()
  return doc
}

const open = async (doc: Y.Doc) => {
  const copy = openPartwiseCopy(NAME, doc)!
  await copy.loaded
  return copy
}

/** How many updates are kept. */
const keptUpdates = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME)
    request.onerror = () => reject(request.error)
    request.onsuccess = () => {
      const database = request.result
      const count = database.transaction('updates').objectStore('updates').count()
      count.onsuccess = () => {
        database.close()
        resolve(count.result)
      }
    }
  })

describe('openPartwiseCopy', () => {
  beforeEach(() => {
    vi.stubGlobal('indexedDB', new IDBFactory())
    vi.stubGlobal('IDBKeyRange', IDBKeyRange)
    return () => vi.unstubAllGlobals()
  })

  it('reads what y-indexeddb has kept', async () => {
    const before = new Y.Doc()
    const kept = new IndexeddbPersistence(NAME, before)
    await kept.whenSynced
    before.getMap('codes').set('a', 'Rent')
    await expect.poll(keptUpdates).toBeGreaterThan(1)
    await kept.destroy()

    const doc = new Y.Doc()
    const copy = await open(doc)
    expect(doc.getMap('codes').toJSON()).toEqual({ a: 'Rent' })
    copy.dispose()
  })

  it('keeps what comes, and nothing twice', async () => {
    const first = new Y.Doc()
    const copy = await open(first)
    first.getMap('codes').set('a', 'Rent')
    first.getMap('codes').set('b', 'Work')
    await expect.poll(keptUpdates).toBe(2)
    copy.dispose()

    const second = new Y.Doc()
    const again = await open(second)
    expect(second.getMap('codes').toJSON()).toEqual({ a: 'Rent', b: 'Work' })
    second.getMap('codes').set('c', 'School')
    await expect.poll(keptUpdates).toBe(3)
    again.dispose()
  })

  it('reads a large copy in parts, and lets the page answer between them', async () => {
    const source = await keepLargeDocument()

    const doc = new Y.Doc()
    const copy = openPartwiseCopy(NAME, doc)!
    let parts = 0
    let arriving = 0
    doc.on('update', () => {
      parts++
      if (isArriving(doc)) arriving++
    })
    await copy.loaded
    expect(parts).toBeGreaterThan(2)
    // Until the last part, whoever shows the document waits.
    expect(arriving).toBe(parts - 1)
    expect(doc.getMap('codes').toJSON()).toEqual(source.getMap('codes').toJSON())
    copy.dispose()
  })

  it('stops reading when the page is left, and keeps the copy whole', async () => {
    await keepLargeDocument()

    const left = new Y.Doc()
    const copy = openPartwiseCopy(NAME, left)!
    left.once('update', () => copy.dispose())
    await copy.loaded
    expect(left.getMap('codes').size).toBeLessThan(3_000)

    const doc = new Y.Doc()
    const again = await open(doc)
    expect(doc.getMap('codes').size).toBe(3_000)
    again.dispose()
  })

  it('makes one update of many', async () => {
    const writer = new Y.Doc()
    const written = await open(writer)
    for (let i = 0; i < 520; i++) writer.getMap('codes').set(`code${i}`, i)
    await expect.poll(keptUpdates).toBe(520)
    written.dispose()

    const doc = new Y.Doc()
    const copy = await open(doc)
    await expect.poll(keptUpdates).toBe(1)
    copy.dispose()
    const later = new Y.Doc()
    const again = await open(later)
    expect(later.getMap('codes').toJSON()).toEqual(writer.getMap('codes').toJSON())
    again.dispose()
  })

  it('forgets all of it when it is cleared', async () => {
    const writer = new Y.Doc()
    const copy = await open(writer)
    writer.getMap('codes').set('a', 'Rent')
    await expect.poll(keptUpdates).toBe(1)
    await copy.clear()
    expect(await indexedDB.databases()).toEqual([])
  })

  it('says so where nothing can be kept, and lets one work', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    vi.stubGlobal('indexedDB', {
      open() {
        const request = { error: new Error('refused') } as unknown as IDBOpenDBRequest
        queueMicrotask(() => request.onerror?.(new Event('error')))
        return request
      },
    })
    const doc = new Y.Doc()
    const copy = await open(doc)
    doc.getMap('codes').set('a', 'Rent')
    await expect.poll(() => warn.mock.calls.length).toBeGreaterThan(1)
    expect(doc.getMap('codes').get('a')).toBe('Rent')
    copy.dispose()
    warn.mockRestore()
  })
})
