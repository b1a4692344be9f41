import { describe, expect, it } from 'vitest'
import { applyOperation } from '../../applyOperation.ts'
import { emptyOntology, type Ontology } from '../../code.ts'
import { build, context, create } from '../../testing/build.ts'
import { path } from '../../tree.ts'
import type { Codebook, CodebookEntry } from '../codebook.ts'
import { guidOf } from '../guid.ts'
import type { ImportOptions } from './importPlan.ts'
import { planImport } from './planImport.ts'

const entry = (
  key: string,
  parent: string | null = null,
  some: Partial<CodebookEntry> = {},
): CodebookEntry => ({
  key,
  identity: null,
  name: key,
  parent,
  kind: null,
  status: 'adopted',
  colour: null,
  definition: {},
  stance: null,
  notation: null,
  formerNames: [],
  mergedInto: null,
  reason: null,
  ...some,
})
const book = (...entries: CodebookEntry[]): Codebook => ({
  title: null,
  origin: null,
  entries,
  relations: [],
  mappings: [],
  examples: [],
})
const planned = (ontology: Ontology, codebook: Codebook, options: Partial<ImportOptions> = {}) => {
  let n = 0
  const plan = planImport(ontology, codebook, {
    newId: () => `new${n++}`,
    title: 'Imported x.qdc',
    ...options,
  })
  const after = plan.operation ? applyOperation(ontology, plan.operation, context).ontology : ontology
  return {
    plan,
    after,
    actions: plan.codes.map(({ key, action, by, code }) => [key, action, by, code?.id ?? null]),
    told: plan.notes.map(({ what, where }) => [what, ...where]),
  }
}

const here = build([
  create('b', null, 'Belonging'),
  create('a', 'b', 'Being asked'),
  create('v', null, 'Voice'),
  { type: 'define', id: 'a', definition: { short: 'Ours.' }, notation: 'BA' },
])

describe('planImport', () => {
  it('knows a code again by GUID, by its name at its place, or by a name at the top that both have once', () => {
    const { actions, plan } = planned(
      here,
      book(
        entry('1', null, { name: 'Renamed elsewhere', identity: guidOf('v').toUpperCase() }),
        entry('2', null, { name: 'BELONGING' }),
        entry('3', null, { name: 'being asked' }),
        entry('4', '2', { name: 'New one' }),
      ),
    )
    expect(actions).toEqual([
      ['1', 'match', 'id', 'v'],
      ['2', 'match', 'place', 'b'],
      ['3', 'match', 'name', 'a'],
      ['4', 'create', null, 'new0'],
    ])
    expect(plan.operation).toMatchObject({
      type: 'batch',
      title: 'Imported x.qdc',
      steps: [{ type: 'create', name: 'New one', parent: 'b' }],
    })
  })

  it('shows what differs, fills what is empty, and overwrites only when told to', () => {
    const theirs = book(
      entry('1', null, {
        name: 'Asked',
        identity: 'a',
        colour: '#112233',
        definition: { short: 'Theirs.', full: 'At length.' },
        notation: 'X',
      }),
    )
    const fill = planned(here, theirs)
    expect(fill.plan.codes[0]?.differences).toEqual([
      { field: 'short', ours: 'Ours.', theirs: 'Theirs.', taken: false },
      { field: 'full', ours: '', theirs: 'At length.', taken: true },
      { field: 'notation', ours: 'BA', theirs: 'X', taken: false },
      { field: 'colour', ours: here.codes.a!.colour, theirs: '#112233', taken: false },
      { field: 'parent', ours: 'Belonging', theirs: '', taken: false },
      { field: 'name', ours: 'Being asked', theirs: 'Asked', taken: false },
    ])
    expect(fill.after.codes.a).toMatchObject({
      name: 'Being asked',
      definition: { short: 'Ours.', full: 'At length.' },
    })
    expect(planned(here, theirs, { onMatch: 'keep' }).plan.operation).toBeNull()
    expect(planned(here, theirs, { onMatch: 'replace' }).after.codes.a).toMatchObject({
      name: 'Asked',
      parent: null,
      notation: 'X',
      colour: '#112233',
      definition: { short: 'Theirs.', full: 'At length.' },
      formerNames: ['Being asked'],
    })
  })

  it('takes other decisions than its own', () => {
    const theirs = book(entry('Belonging'), entry('Speaking'), entry('x', 'Belonging'), entry('y', 'x'))
    const { actions, after } = planned(here, theirs, {
      choices: new Map<string, 'create' | 'skip' | { code: string }>([
        ['Belonging', 'skip'],
        ['Speaking', { code: 'v' }],
        ['x', 'create'],
      ]),
    })
    expect(actions).toEqual([
      ['Belonging', 'skip', 'choice', null],
      ['Speaking', 'match', 'choice', 'v'],
      ['x', 'create', null, 'new0'],
      ['y', 'create', null, 'new1'],
    ])
    expect(path(after, 'new1').map(({ name }) => name)).toEqual(['x', 'y'])
  })

  it('respects what was decided here: merged codes stand for their successor, retired ones come back', () => {
    const settled = build(
      [
        { type: 'merge', ids: ['v'], into: 'a' },
        { type: 'retire', id: 'b', reason: 'Broad.' },
      ],
      here,
    )
    const { actions, told, after } = planned(
      settled,
      book(
        entry('v', null, { identity: 'v', name: 'Voice' }),
        entry('b', null, { identity: 'b', name: 'Belonging' }),
        entry('k', 'v'),
      ),
    )
    expect(actions).toEqual([
      ['v', 'match', 'id', 'a'],
      ['b', 'restore', 'id', 'b'],
      ['k', 'create', null, 'new0'],
    ])
    expect(told).toEqual([['already-merged', 'Voice']])
    expect(after.codes.k ?? after.codes.new0).toMatchObject({ parent: 'a' })
  })

  it('mends what a codebook may not be, and says so', () => {
    const { after, told } = planned(
      emptyOntology,
      book(
        entry('1', '3', { name: 'One' }),
        entry('2', '1', { name: 'Two' }),
        entry('3', '2', { name: 'Three' }),
        entry('4', 'gone', { name: '  ' }),
        entry('5', null, { name: 'Same' }),
        entry('6', null, { name: 'same' }),
        entry('7', null, { name: 'n'.repeat(130) }),
        entry('8', null, { name: 'A', notation: 'N', kind: 'structural' }),
        entry('9', '8', { name: 'B', notation: 'N', kind: 'thematic' }),
        entry('10', null, { name: 'C', notation: 'N'.repeat(40), definition: { short: 'x'.repeat(10_001) } }),
      ),
    )
    expect(told).toEqual([
      ['text-shortened', 'C'],
      ['notation-shortened', 'C'],
      ['notation-taken', 'B: N'],
      ['name-missing', '4'],
      ['name-shortened', 'n'.repeat(130)],
      ['parent-missing', 'Untitled'],
      ['parent-circle', 'Two'],
      ['name-repeated', 'same'],
      ['kind-of-parent', 'B'],
    ])
    const named = new Map(Object.values(after.codes).map(code => [code.name, code]))
    expect(path(after, named.get('One')!.id).map(({ name }) => name)).toEqual(['Two', 'Three', 'One'])
    expect(named.has('same (2)')).toBe(true)
    expect(named.get(`${'n'.repeat(119)}…`)?.definition.full).toBe('n'.repeat(130))
    expect(named.get('B')?.kind).toBe('structural')
  })

  it('brings links along, once, and those out of use as such', () => {
    const excerpt = { conversation: 'k', member: 'm', highlight: 'h' }
    const theirs: Codebook = {
      ...book(
        entry('x'),
        entry('y'),
        entry('old', null, { status: 'merged', mergedInto: 'older' }),
        entry('older', null, { status: 'merged', mergedInto: 'x', reason: 'One.' }),
        entry('gone', null, { status: 'rejected', reason: 'No theme.' }),
        entry('lost', null, { status: 'merged', mergedInto: 'gone' }),
      ),
      relations: [
        { type: 'tension', from: 'x', to: 'y', note: 'N' },
        { type: 'tension', from: 'y', to: 'x', note: '' },
        { type: 'tension', from: 'x', to: 'nowhere', note: '' },
      ],
      mappings: [{ code: 'x', scheme: 's', concept: 'c', match: 'exactMatch', note: '' }],
      examples: [{ code: 'y', fit: 'atypical', excerpt, note: 'E' }],
    }
    const { after, told } = planned(emptyOntology, theirs)
    expect(Object.values(after.relations)).toMatchObject([{ type: 'tension', note: 'N' }])
    expect(Object.values(after.mappings)).toMatchObject([{ concept: 'c' }])
    expect(Object.values(after.examples)).toMatchObject([{ fit: 'atypical', excerpt, note: 'E' }])
    const named = new Map(Object.values(after.codes).map(code => [code.name, code]))
    const x = named.get('x')!.id
    expect(named.get('old')).toMatchObject({ status: 'merged', mergedInto: x })
    expect(named.get('gone')).toMatchObject({ status: 'rejected', reason: 'No theme.' })
    expect(named.get('lost')).toMatchObject({ status: 'rejected' })
    expect(told).toEqual([
      ['link-dangling', 'tension: x – nowhere'],
      ['link-known', 'y – x'],
    ])
  })
})

it('takes in thousands of codes of one name, at one place and under as many others', () => {
  const many = Array.from({ length: 3_000 }, (_, i) => i)
  const place = planned(emptyOntology, book(...many.map(i => entry(`k${i}`, null, { name: 'Other' }))))
  expect(new Set(Object.values(place.after.codes).map(({ name }) => name)).size).toBe(3_000)
  expect(place.after.codes[place.plan.codes[2_999]!.code!.id]?.name).toBe('Other (3000)')
  const under = planned(
    emptyOntology,
    book(...many.map(i => entry(`p${i}`)), ...many.map(i => entry(`k${i}`, `p${i}`, { name: 'Other' }))),
  )
  expect(Object.values(under.after.codes).filter(({ name }) => name === 'Other')).toHaveLength(3_000)
})
