import { addCluster, placeCards, readBoard } from '@polyphony/document'
import {
  applyOperation,
  emptyOntology,
  type Ontology,
  type OperationInput,
  parentOf,
  resolveCode,
} from '@polyphony/ontology'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type Becoming, becomingOperation, contentOf, refusalOf, stillStands } from './becoming.ts'

const by = { actor: 'ada', at: '2026-03-14T09:00:00.000Z' }
const run = (ontology: Ontology, ...operations: OperationInput[]): Ontology =>
  operations.reduce((now, operation) => applyOperation(now, operation, by).ontology, ontology)
const create = (id: string, name: string, parent: string | null = null): OperationInput => ({
  type: 'create',
  id,
  name,
  parent,
})
const ontology = run(
  emptyOntology,
  create('voice', 'Voice'),
  create('costs', 'Speaking up costs', 'voice'),
  create('silence', 'Staying silent', 'costs'),
  create('door', 'The open door'),
  { type: 'create', id: 'intro', name: 'Introductions', kind: 'structural' },
  { type: 'retire', id: 'door', reason: 'Nobody speaks of it.' },
)
const excerpt = { conversation: 'c1', member: 'm1', highlight: 'h1' }

const boardOf = (...keys: string[]) => {
  const doc = new Y.Doc()
  const area = { x: 0, y: 0, width: 300, height: 300 }
  addCluster(doc, { id: 'k', title: 'Heard', colour: '#3355aa', ...area })
  placeCards(
    doc,
    keys.map((key, i) => ({ key, x: 10, y: 100 * i, cluster: 'k' })),
  )
  return readBoard(doc)
}
const become = (keys: string[], becoming: Becoming, from = ontology) => {
  const content = contentOf(boardOf(...keys), from, 'k')
  const operation = becomingOperation(from, content, becoming, 'Board “First sort”')
  return {
    operation,
    refusal: operation && refusalOf(from, operation),
    after: operation && !refusalOf(from, operation) ? run(from, operation) : null,
  }
}
const theme = {
  type: 'theme',
  id: 'heard',
  name: 'Being heard',
  colour: '#3355aa',
  definition: '',
  cite: true,
} as const
const parent = (o: Ontology, id: string) => parentOf(o, o.codes[id]!)?.id ?? null

it('a cluster holds living codes once, excerpts, and says what stays out', () => {
  const merged = run(ontology, { type: 'merge', ids: ['silence'], into: 'costs', reason: 'One.' })
  const content = contentOf(
    boardOf('c/silence', 'c/costs', 'c/intro', 'c/door', 'c/never', 'e/c1/m1/h1', 'n/aaaa'),
    merged,
    'k',
  )
  expect(content).toMatchObject({ dead: ['The open door'], notes: 1, excerpts: [excerpt] })
  expect(content.codes.map(({ id }) => id)).toEqual(['costs'])
  expect(content.structural.map(({ id }) => id)).toEqual(['intro'])
})

describe('a cluster becomes', () => {
  it('a theme: its codes under it, its excerpts as examples, all in one act', () => {
    const { operation, after } = become(['c/voice', 'c/silence', 'e/c1/m1/h1'], theme)
    expect(operation).toMatchObject({ type: 'batch', title: 'Board “First sort”' })
    expect(after!.codes.heard).toMatchObject({ name: 'Being heard', colour: '#3355aa' })
    expect(parent(after!, 'voice')).toBe('heard')
    expect(parent(after!, 'silence')).toBe('heard')
    expect(parent(after!, 'costs')).toBe('voice')
    expect(Object.values(after!.examples)).toMatchObject([{ code: 'heard', fit: 'typical', excerpt }])
    const { inverse } = applyOperation(ontology, operation!, by)
    const { revision, ...back } = run(after!, ...inverse)
    expect(back).toEqual({ ...ontology, revision: undefined })
  })

  it('a theme without citing, where that is not wanted', () => {
    const { after } = become(['c/voice', 'e/c1/m1/h1'], { ...theme, cite: false })
    expect(after!.examples).toEqual({})
  })

  it('no theme whose name is taken, and says so', () => {
    expect(become(['c/costs'], { ...theme, name: 'Voice' }).refusal).toContain('Voice')
  })

  it('a parent, also where that stood below another of them', () => {
    const { after } = become(['c/voice', 'c/silence'], { type: 'parent', code: 'silence', cite: true })
    expect(parent(after!, 'silence')).toBeNull()
    expect(parent(after!, 'voice')).toBe('silence')
  })

  it('nothing, where it is so already', () => {
    expect(become(['c/voice', 'c/costs'], { type: 'parent', code: 'voice', cite: true }).operation).toBeNull()
  })

  it('one code', () => {
    const { after } = become(['c/voice', 'c/silence'], {
      type: 'merge',
      code: 'voice',
      reason: 'One idea.',
      cite: true,
    })
    expect(resolveCode(after!, 'silence')?.id).toBe('voice')
  })
})

it('what came of it stands until it is taken back', () => {
  const outcome = { code: 'heard', from: ['voice'] }
  expect(stillStands(ontology, { type: 'theme', ...outcome })).toBe(false)
  const { after } = become(['c/voice'], theme)
  expect(stillStands(after!, { type: 'theme', ...outcome })).toBe(true)
  expect(stillStands(ontology, { type: 'parent', code: 'voice', from: ['silence'] })).toBe(true)
  expect(stillStands(ontology, { type: 'parent', code: 'silence', from: ['voice'] })).toBe(false)
  const merged = run(ontology, { type: 'merge', ids: ['silence'], into: 'voice', reason: 'One.' })
  const merge = { type: 'merge' as const, code: 'voice', from: ['silence'] }
  expect(stillStands(merged, merge)).toBe(true)
  expect(stillStands(ontology, merge)).toBe(false)
})
