import { type Code, emptyOntology, type Ontology } from '@polyphony/ontology'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { applyInParts } from '../applyInParts.ts'
import { observeOntologyDocument, readOntologyDocument, writeOntologyDocument } from './ontologyDocument.ts'

const code = (id: string, name = id): Code => ({
  id,
  name,
  kind: 'thematic',
  status: 'adopted',
  parent: null,
  position: 1,
  colour: '#336699',
  definition: { short: '', full: '', whenToUse: '', whenNotToUse: '' },
  stance: null,
  notation: null,
  formerNames: [],
  mergedInto: null,
  splitInto: [],
  reason: null,
  createdBy: 'm1',
  createdAt: '2026-01-01T00:00:00.000Z',
})

const ontology: Ontology = {
  revision: 3,
  codes: { a: code('a'), b: code('b'), c: code('c') },
  relations: { r: { id: 'r', type: 'tension', from: 'a', to: 'b', note: '' } },
  mappings: { m: { id: 'm', code: 'a', scheme: 's', concept: 'x', match: 'exactMatch', note: '' } },
  examples: {
    e: {
      id: 'e',
      code: 'a',
      fit: 'typical',
      excerpt: { conversation: 'k', member: 'm1', highlight: 'h' },
      note: '',
    },
  },
}

describe('the ontology document', () => {
  it('gives back what was written', () => {
    const doc = new Y.Doc()
    expect(readOntologyDocument(doc)).toEqual(emptyOntology)
    writeOntologyDocument(doc, ontology)
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    expect(readOntologyDocument(copy)).toEqual(ontology)
    writeOntologyDocument(doc, emptyOntology)
    expect(readOntologyDocument(doc)).toEqual(emptyOntology)
  })

  it('reads what did not change as the very same records', () => {
    const doc = new Y.Doc()
    writeOntologyDocument(doc, ontology)
    const before = readOntologyDocument(doc)
    writeOntologyDocument(doc, { ...ontology, codes: { ...ontology.codes, b: code('b', 'Bold') } })
    const after = readOntologyDocument(doc)
    expect(after.codes.a).toBe(before.codes.a)
    expect([before.codes.b?.name, after.codes.b?.name]).toEqual(['b', 'Bold'])
  })

  it('writes only what differs, and tells which', () => {
    const doc = new Y.Doc()
    writeOntologyDocument(doc, ontology)
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    const told: string[][] = []
    observeOntologyDocument(copy, ({ codes, relations, mappings, examples }) =>
      told.push([...codes, ...relations, ...mappings, ...examples]),
    )
    let bytes = 0
    doc.on('update', (update: Uint8Array) => {
      bytes += update.length
      Y.applyUpdate(copy, update)
    })
    writeOntologyDocument(doc, structuredClone(ontology))
    expect([bytes, told]).toEqual([0, []])
    const { r, ...relations } = ontology.relations
    writeOntologyDocument(doc, {
      ...ontology,
      revision: 4,
      codes: { ...ontology.codes, b: { ...code('b'), status: 'merged', mergedInto: 'a' } },
      relations,
    })
    expect(told).toEqual([['b', 'r']])
    expect(readOntologyDocument(copy)).toMatchObject({
      revision: 4,
      codes: { b: { mergedInto: 'a' } },
      relations: {},
    })
  })

  it('leaves out a record it cannot read and names it', () => {
    const doc = new Y.Doc()
    writeOntologyDocument(doc, ontology)
    doc.getMap('codes').set('a', { id: 'a', kind: 'of the future' })
    const problems: unknown[] = []
    expect(Object.keys(readOntologyDocument(doc, problem => problems.push(problem)).codes)).toEqual([
      'b',
      'c',
    ])
    expect(problems).toEqual([{ in: 'codes', id: 'a' }])
  })
})

it('tells of a large codebook once, when all of it has arrived part by part', async () => {
  const codes = Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`c${i}`, code(`c${i}`)]))
  const large = { ...ontology, codes }
  const [there, here] = [new Y.Doc(), new Y.Doc()]
  writeOntologyDocument(there, large)
  const told: number[] = []
  observeOntologyDocument(here, ({ codes }) => told.push(codes.size))
  let pauses = 0
  const whole = await applyInParts(here, [Y.encodeStateAsUpdate(there)], 'server', async () => {
    pauses++
    expect(told).toEqual([])
    return 'go on'
  })
  expect(whole).toBe(true)
  expect(pauses).toBeGreaterThan(2)
  expect(told).toEqual([2_000])
  expect(readOntologyDocument(here)).toEqual(large)
})

it('tells of what had arrived when the rest comes another way', async () => {
  const codes = Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`c${i}`, code(`c${i}`)]))
  const [there, here] = [new Y.Doc(), new Y.Doc()]
  writeOntologyDocument(there, { ...ontology, codes })
  const told: number[] = []
  observeOntologyDocument(here, ({ codes }) => told.push(codes.size))
  expect(
    await applyInParts(here, [Y.encodeStateAsUpdate(there)], 'server', () => Promise.resolve('give up')),
  ).toBe(false)
  expect(told).toEqual([])
  Y.applyUpdate(here, Y.encodeStateAsUpdate(there, Y.encodeStateVector(here)))
  expect(told).toEqual([2_000])
})
