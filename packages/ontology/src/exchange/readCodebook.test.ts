import { expect, it } from 'vitest'
import { build, create } from '../testing/build.ts'
import { toSkos } from '../toSkos.ts'
import { readCodebook } from './readCodebook.ts'
import { toCsv } from './toCsv.ts'
import { toQdc } from './toQdc.ts'
import { toTurtle } from './toTurtle.ts'

it('knows each format by how the file begins', async () => {
  const ontology = build([create('a', null, 'Asked')])
  const meta = { baseUri: 'urn:x', title: 'T', created: '2026-01-01T00:00:00Z' }
  const files = [
    toQdc(ontology).text,
    toTurtle(ontology, meta),
    JSON.stringify(toSkos(ontology, meta)),
    toCsv(ontology).text,
  ]
  const read = await Promise.all(files.map(file => readCodebook(file)))
  expect(read.map(({ format }) => format)).toEqual(['qdc', 'turtle', 'json-ld', 'csv'])
  for (const { codebook } of read) expect(codebook.entries).toMatchObject([{ name: 'Asked' }])
  await expect(readCodebook('<http://x> <http://y> <http://z> .', { name: 'x.ttl' })).rejects.toMatchObject({
    code: 'no-codes',
  })
  await expect(readCodebook('nothing at all')).rejects.toMatchObject({ code: 'not-csv' })
})
