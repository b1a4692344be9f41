import { deflateRawSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { packDocuments, unpackDocuments } from './bundle.ts'

it('gives back every document with its name and state', async () => {
  const documents = [
    { name: 'transcript/a', update: Uint8Array.of(1, 2, 3) },
    { name: 'layer/a/b', update: new Uint8Array(100_000).fill(7) },
    { name: 'layer/a/ç', update: new Uint8Array() },
  ]
  const packed = packDocuments(
    documents.map(({ name, update }) => ({ name, deflated: deflateRawSync(update) })),
  )
  expect(packed.length).toBeLessThan(1_000)
  expect(await unpackDocuments(packed)).toEqual(documents)
  expect(await unpackDocuments(new Uint8Array())).toEqual([])
  await expect(unpackDocuments(packed.subarray(0, 60))).rejects.toThrow()
})
