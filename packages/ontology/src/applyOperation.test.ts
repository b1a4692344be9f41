import { describe, expect, it } from 'vitest'
import { applyOperation } from './applyOperation.ts'
import type { Ontology } from './code.ts'
import { emptyOntology } from './code.ts'
import { examplesOf } from './examplesOf.ts'
import { OntologyError } from './ontologyError.ts'
import type { OperationInput, StepInput } from './operation.ts'
import { resolveCode } from './resolveCode.ts'
import { build, contents, context, create } from './testing/build.ts'
import { children, parentOf, path, roots, themeOf, walk } from './tree.ts'

const names = (codes: Iterable<{ name: string }>) => [...codes].map(code => code.name)
const outline = (ontology: Ontology) =>
  [...walk(ontology)].map(({ code, depth }) => `${'-'.repeat(depth)}${code.name}`)

const refusal = (ontology: Ontology, operation: OperationInput): string => {
  try {
    applyOperation(ontology, operation, context)
  } catch (error) {
    if (error instanceof OntologyError) return `${error.code}: ${error.message}`
    throw error
  }
  throw new Error('The operation was not refused.')
}

const tree = build([
  create('belonging', null, 'Belonging'),
  create('asked', 'belonging', 'Being asked'),
  create('people', 'belonging', 'Found my people'),
  create('voice', null, 'Voice'),
  create('heard', 'voice', 'Heard at last'),
])

describe('create', () => {
  it('records who made it, when, and where it stands', () => {
    const ontology = build([
      { ...create('a'), proposed: true, definition: { short: 'Why.' } } as OperationInput,
    ])
    expect(ontology).toMatchObject({
      revision: 1,
      codes: {
        a: {
          status: 'proposed',
          createdBy: 'lead',
          createdAt: context.at,
          definition: { short: 'Why.', full: '' },
        },
      },
    })
  })

  it('places codes before a sibling, however often, and renumbers when no number is left between', () => {
    let ontology = build([create('first'), create('last')])
    const expected: string[] = []
    for (let i = 0; i < 80; i++) {
      ontology = build([{ ...create(`n${i}`), before: 'last' } as OperationInput], ontology)
      expected.push(`n${i}`)
    }
    expect(names(roots(ontology))).toEqual(['first', ...expected, 'last'])
  })

  it('refuses a name that a living sibling has, whatever its case, spaces and composition', () => {
    for (const name of ['being  ASKED', ' Being\u00a0asked '])
      expect(refusal(tree, create('x', 'belonging', name))).toBe(
        `duplicate-name: There is already a code “Being asked” under “Belonging”. Choose another name than “${name
          .replace(/\s+/g, ' ')
          .trim()}”, or merge the two.`,
      )
    const composed = build([create('a', null, 'Caf\u00e9')])
    expect(refusal(composed, create('b', null, 'Cafe\u0301'))).toMatch(/^duplicate-name/)
    expect(build([create('x', 'voice', 'Being asked')], tree).codes.x?.name).toBe('Being asked')
  })

  it('refuses an id in use, an unknown or dead parent, another kind, and what is no operation', () => {
    expect(refusal(tree, create('asked', null, 'New'))).toMatch(/^duplicate-id.*Being asked/)
    expect(refusal(tree, create('x', 'nowhere'))).toMatch(/^unknown-code/)
    const merged = build([{ type: 'merge', ids: ['asked'], into: 'people' }], tree)
    expect(refusal(merged, create('x', 'asked'))).toMatch(
      /^not-live: “Being asked” was merged into “Found my people”/,
    )
    expect(refusal(tree, { ...create('x', 'voice'), kind: 'structural' } as OperationInput)).toMatch(
      /^kind-mismatch/,
    )
    expect(refusal(tree, create('x', null, '  '))).toMatch(/^invalid-operation: name: A code needs a name/)
    expect(refusal(tree, create('__proto__'))).toMatch(/^invalid-operation: id/)
    expect(refusal(tree, { type: 'rename', id: 'constructor', name: 'x' })).toMatch(/^unknown-code/)
  })

  it('lets a guide section share its name with a theme', () => {
    expect(
      build([{ ...create('s', null, 'Voice'), kind: 'structural' } as OperationInput], tree).codes.s,
    ).toBeDefined()
  })

  it('writes the colour it chose into the operation, so that a replay repeats it', () => {
    const applied = applyOperation(tree, create('x'), context)
    expect(applied.operation).toMatchObject({ colour: applied.ontology.codes.x?.colour, proposed: false })
  })
})

describe('describing', () => {
  it('keeps former names, once each, never the present one', () => {
    const ontology = build(
      [
        { type: 'rename', id: 'asked', name: 'Asked' },
        { type: 'rename', id: 'asked', name: 'Invited' },
        { type: 'rename', id: 'asked', name: 'Being asked' },
      ],
      tree,
    )
    expect(ontology.codes.asked).toMatchObject({ name: 'Being asked', formerNames: ['Asked', 'Invited'] })
  })

  it('defines some fields and leaves the others', () => {
    const ontology = build(
      [
        { type: 'define', id: 'asked', definition: { short: 'S', whenToUse: 'W' }, notation: 'BA' },
        { type: 'define', id: 'asked', definition: { short: 'T' }, stance: 'lived' },
      ],
      tree,
    )
    expect(ontology.codes.asked).toMatchObject({
      definition: { short: 'T', full: '', whenToUse: 'W', whenNotToUse: '' },
      notation: 'BA',
      stance: 'lived',
    })
    expect(refusal(ontology, { type: 'define', id: 'heard', definition: {}, notation: 'BA' })).toMatch(
      /^duplicate-notation: “Being asked”/,
    )
  })
})

describe('move', () => {
  it('moves a code with all below it, to the place asked for', () => {
    const ontology = build([{ type: 'move', id: 'voice', parent: 'belonging', before: 'people' }], tree)
    expect(outline(ontology)).toEqual([
      'Belonging',
      '-Being asked',
      '-Voice',
      '--Heard at last',
      '-Found my people',
    ])
    expect(names(path(ontology, 'heard'))).toEqual(['Belonging', 'Voice', 'Heard at last'])
    expect(themeOf(ontology, 'heard')?.id).toBe('belonging')
  })

  it('refuses a cycle, naming both', () => {
    expect(refusal(tree, { type: 'move', id: 'voice', parent: 'heard' })).toBe(
      'cycle: “Heard at last” stands under “Voice”. Move it out first.',
    )
    expect(refusal(tree, { type: 'move', id: 'voice', parent: 'voice' })).toMatch(/^cycle/)
  })

  it('refuses to stand before a code that is elsewhere', () => {
    expect(refusal(tree, { type: 'move', id: 'asked', parent: 'voice', before: 'people' })).toMatch(
      /^unknown-sibling/,
    )
  })
})

describe('recast', () => {
  const guide = build(
    [
      { type: 'create', id: 'opening', name: 'Opening', kind: 'structural' },
      { type: 'merge', ids: ['people'], into: 'heard' },
      { type: 'merge', ids: ['asked'], into: 'belonging' },
      create('mine', 'voice', 'In my words'),
      { type: 'merge', ids: ['mine'], into: 'belonging' },
    ],
    tree,
  )

  it('takes along what stands below and what was merged into that, and leaves what was merged elsewhere', () => {
    const ontology = build([{ type: 'recast', id: 'voice', kind: 'structural', parent: 'opening' }], guide)
    const { codes } = ontology
    expect(path(ontology, 'heard').map(({ name }) => name)).toEqual(['Opening', 'Voice', 'Heard at last'])
    expect(['voice', 'heard', 'people', 'asked', 'mine'].map(id => codes[id]?.kind)).toEqual([
      'structural',
      'structural',
      'structural',
      'thematic',
      'thematic',
    ])
    // Taken apart again, each stands in a tree of its own kind.
    const apart = build(
      [
        { type: 'unmerge', id: 'people' },
        { type: 'unmerge', id: 'mine' },
      ],
      ontology,
    )
    expect(names(roots(apart, 'structural'))).toEqual(['Opening', 'Found my people'])
    expect(names(roots(apart, 'thematic'))).toEqual(['Belonging', 'In my words'])
  })

  it('refuses what it is already, a parent of the other kind, and itself', () => {
    const recast = (id: string, kind: 'thematic' | 'structural', parent: string | null = null) =>
      refusal(guide, { type: 'recast', id, kind, parent })
    expect(recast('voice', 'thematic')).toBe('same-kind: “Voice” is thematic already.')
    expect(recast('voice', 'structural', 'belonging')).toMatch(/^kind-mismatch/)
    expect(recast('voice', 'structural', 'heard')).toMatch(/^cycle/)
    const twin = build([{ type: 'create', id: 'v2', name: 'voice', kind: 'structural' }], guide)
    expect(refusal(twin, { type: 'recast', id: 'voice', kind: 'structural' })).toMatch(/^duplicate-name/)
  })
})

describe('merge', () => {
  it('redirects: the merged code keeps its record, and what stood under it stands under the successor', () => {
    const ontology = build([{ type: 'merge', ids: ['voice'], into: 'belonging' }], tree)
    expect(ontology.codes.voice).toEqual({ ...tree.codes.voice, status: 'merged', mergedInto: 'belonging' })
    expect(ontology.codes.heard).toBe(tree.codes.heard)
    expect(outline(ontology)).toEqual(['Belonging', '-Being asked', '-Found my people', '-Heard at last'])
    expect(resolveCode(ontology, 'voice')?.id).toBe('belonging')
    expect(themeOf(ontology, 'voice')?.id).toBe('belonging')
  })

  it('gives children back on unmerge, those that were moved on purpose excepted, after other operations too', () => {
    const ontology = build(
      [
        create('costs', 'voice', 'Speaking up costs'),
        { type: 'merge', ids: ['voice'], into: 'belonging' },
        { type: 'move', id: 'costs', parent: 'asked' },
        { type: 'rename', id: 'belonging', name: 'Being part' },
        create('new', 'belonging', 'New'),
        { type: 'unmerge', id: 'voice' },
      ],
      tree,
    )
    expect(outline(ontology)).toEqual([
      'Being part',
      '-Being asked',
      '--Speaking up costs',
      '-Found my people',
      '-New',
      'Voice',
      '-Heard at last',
    ])
  })

  it('follows chains of merges, and undoes them in any order', () => {
    const chain = build(
      [
        { type: 'merge', ids: ['asked'], into: 'people' },
        { type: 'merge', ids: ['people'], into: 'heard' },
      ],
      tree,
    )
    expect(resolveCode(chain, 'asked')?.id).toBe('heard')
    const first = build([{ type: 'unmerge', id: 'asked' }], chain)
    expect(resolveCode(first, 'asked')?.id).toBe('asked')
    expect(resolveCode(first, 'people')?.id).toBe('heard')
    const second = build([{ type: 'unmerge', id: 'people' }], chain)
    expect(resolveCode(second, 'asked')?.id).toBe('people')
  })

  it('refuses itself, the opposite merge, merging into a merged code, and into one that stands under it', () => {
    expect(refusal(tree, { type: 'merge', ids: ['voice'], into: 'voice' })).toMatch(/^merged-into-self/)
    const merged = build([{ type: 'merge', ids: ['asked'], into: 'people' }], tree)
    expect(refusal(merged, { type: 'merge', ids: ['people'], into: 'asked' })).toBe(
      'not-live: “Being asked” was merged into “Found my people”. Work with that one, or unmerge it first.',
    )
    expect(refusal(merged, { type: 'merge', ids: ['heard'], into: 'asked' })).toMatch(/^not-live/)
    expect(refusal(tree, { type: 'merge', ids: ['voice'], into: 'heard' })).toMatch(
      /^cycle: “Heard at last” stands under “Voice”/,
    )
  })

  it('refuses children of one name under one successor', () => {
    const twins = build([create('h2', 'belonging', 'heard at LAST')], tree)
    expect(refusal(twins, { type: 'merge', ids: ['voice'], into: 'belonging' })).toMatch(/^duplicate-name/)
  })

  it('refuses to unmerge into a taken name, and takes another one', () => {
    const taken = build(
      [{ type: 'merge', ids: ['asked'], into: 'heard' }, create('again', 'belonging', 'Being asked')],
      tree,
    )
    expect(refusal(taken, { type: 'unmerge', id: 'asked' })).toMatch(
      /^duplicate-name: There is already a code “Being asked”/,
    )
    const renamed = build([{ type: 'unmerge', id: 'asked', name: 'Being asked first' }], taken)
    expect(renamed.codes.asked).toMatchObject({ status: 'adopted', formerNames: ['Being asked'] })
  })

  it('brings a code back under the next broader one when its parent has gone', () => {
    const gone = build(
      [
        create('deep', 'asked', 'Deep'),
        { type: 'merge', ids: ['deep'], into: 'heard' },
        { type: 'retire', id: 'asked', reason: 'Too broad.' },
        { type: 'unmerge', id: 'deep' },
      ],
      tree,
    )
    expect(parentOf(gone, gone.codes.deep!)?.id).toBe('belonging')
    expect(parentOf(build([{ type: 'restore', id: 'asked' }], gone), gone.codes.deep!)?.id).toBe('asked')
  })

  it('refuses to unmerge under a code that stands under its own children by now', () => {
    const turned = build(
      [
        create('top', null, 'Top'),
        { type: 'move', id: 'voice', parent: 'top' },
        { type: 'merge', ids: ['voice'], into: 'belonging' },
        { type: 'move', id: 'top', parent: 'heard' },
      ],
      tree,
    )
    expect(refusal(turned, { type: 'unmerge', id: 'voice' })).toMatch(/^cycle: “Voice” stood under “Top”/)
    expect(
      outline(
        build(
          [
            { type: 'move', id: 'top', parent: null },
            { type: 'unmerge', id: 'voice' },
          ],
          turned,
        ),
      ),
    ).toContain('-Voice')
  })
})

describe('settling', () => {
  it('adopts and rejects proposals, and nothing else', () => {
    const proposed = build([{ ...create('p'), proposed: true } as OperationInput], tree)
    expect(build([{ type: 'adopt', id: 'p' }], proposed).codes.p?.status).toBe('adopted')
    const rejected = build([{ type: 'reject', id: 'p', reason: 'Same as Voice.' }], proposed)
    expect(rejected.codes.p).toMatchObject({ status: 'rejected', reason: 'Same as Voice.' })
    expect(resolveCode(rejected, 'p')).toBeNull()
    expect(refusal(tree, { type: 'adopt', id: 'voice' })).toMatch(/^not-proposed/)
  })

  it('retires a code, lifts what stands under it, and puts all back on restore', () => {
    const retired = build([{ type: 'retire', id: 'belonging', reason: 'Split up.' }], tree)
    expect(names(roots(retired))).toEqual(['Being asked', 'Found my people', 'Voice'])
    expect(outline(build([{ type: 'restore', id: 'belonging' }], retired))).toEqual(outline(tree))
    expect(refusal(retired, { type: 'rename', id: 'belonging', name: 'x' })).toBe(
      'not-live: “Belonging” is retired. Restore it first.',
    )
    expect(refusal(tree, { type: 'restore', id: 'voice' })).toMatch(/^not-retired/)
  })

  it('places a code before one that was lifted', () => {
    const retired = build([{ type: 'retire', id: 'belonging', reason: 'Split up.' }], tree)
    const placed = build([{ ...create('x'), before: 'asked' } as OperationInput], retired)
    expect(names(roots(placed))).toEqual(['x', 'Being asked', 'Found my people', 'Voice'])
  })
})

describe('split and links', () => {
  it('splits into siblings right after the code, which stays', () => {
    const ontology = build(
      [
        {
          type: 'split',
          id: 'asked',
          into: [
            { id: 's1', name: 'Invited' },
            { id: 's2', name: 'Consulted' },
          ],
        },
      ],
      tree,
    )
    expect(names(children(ontology, 'belonging'))).toEqual([
      'Being asked',
      'Invited',
      'Consulted',
      'Found my people',
    ])
    expect(ontology.codes.asked).toMatchObject({ status: 'adopted', splitInto: ['s1', 's2'] })
  })

  it('splits into codes that are there as well, which stay where they are', () => {
    const split = (also: string[]): OperationInput => ({
      type: 'split',
      id: 'asked',
      into: [{ id: 's1', name: 'Invited' }],
      also,
    })
    const ontology = build([split(['people'])], tree)
    expect(ontology.codes.asked!.splitInto).toEqual(['s1', 'people'])
    expect(ontology.codes.people).toEqual(tree.codes.people)
    expect(() => build([split([])], tree)).toThrow('two codes or more')
    expect(() => build([split(['asked'])], tree)).toThrow('cannot be split into itself')
    expect(() =>
      build([{ type: 'create', id: 'g', name: 'Opening', kind: 'structural' }, split(['g'])], tree),
    ).toThrow('structural')
  })

  it('relates two living codes once', () => {
    const relate: OperationInput = {
      type: 'relate',
      id: 'r',
      relation: 'tension',
      from: 'asked',
      to: 'heard',
    }
    const related = build([relate], tree)
    expect(related.relations.r).toEqual({ id: 'r', type: 'tension', from: 'asked', to: 'heard', note: '' })
    expect(refusal(related, { ...relate, id: 'r2', from: 'heard', to: 'asked' })).toMatch(
      /^duplicate-relation/,
    )
    expect(refusal(tree, { ...relate, to: 'asked' })).toMatch(/^related-to-itself/)
    expect(contents(build([{ type: 'unrelate', id: 'r' }], related))).toEqual(contents(tree))
    expect(refusal(tree, { type: 'unrelate', id: 'r' })).toMatch(/^unknown-relation/)
  })

  it('maps a code to a concept once', () => {
    const map: OperationInput = { type: 'map', id: 'm', code: 'voice', scheme: 'plan', concept: 'c-3' }
    const mapped = build([map], tree)
    expect(mapped.mappings.m).toMatchObject({ code: 'voice', match: 'relatedMatch' })
    expect(refusal(mapped, { ...map, id: 'm2' })).toMatch(/^duplicate-mapping/)
    expect(contents(build([{ type: 'unmap', id: 'm' }], mapped))).toEqual(contents(tree))
    expect(refusal(tree, { type: 'unmap', id: 'm' })).toMatch(/^unknown-mapping/)
  })
})

describe('undo', () => {
  it('keeps later changes of other fields', () => {
    const renamed = applyOperation(tree, { type: 'rename', id: 'asked', name: 'Asked' }, context)
    const later = build(
      [
        { type: 'define', id: 'asked', definition: { short: 'S' } },
        { type: 'recolour', id: 'asked', colour: '#123456' },
      ],
      renamed.ontology,
    )
    expect(build(renamed.inverse, later).codes.asked).toMatchObject({
      name: 'Being asked',
      formerNames: [],
      colour: '#123456',
      definition: { short: 'S' },
    })
  })

  it('keeps later changes of other parts of a definition', () => {
    const first = applyOperation(tree, { type: 'define', id: 'asked', definition: { short: 'S' } }, context)
    const later = build([{ type: 'define', id: 'asked', definition: { full: 'F' } }], first.ontology)
    expect(build(first.inverse, later).codes.asked?.definition).toMatchObject({ short: '', full: 'F' })
  })

  it('refuses what was changed again since', () => {
    const first = applyOperation(tree, { type: 'rename', id: 'asked', name: 'Asked' }, context)
    const later = build([{ type: 'rename', id: 'asked', name: 'Invited' }], first.ontology)
    expect(refusal(later, first.inverse[0]!)).toBe(
      'changed-since: “Invited” was changed again since. Take the later change back first.',
    )
    const related = applyOperation(
      tree,
      { type: 'relate', id: 'r', relation: 'tension', from: 'asked', to: 'heard' },
      context,
    )
    const gone = build([{ type: 'unrelate', id: 'r' }], related.ontology)
    expect(refusal(gone, related.inverse[0]!)).toMatch(/^changed-since/)
  })

  it('refuses to take a code away that something stands on', () => {
    const first = applyOperation(tree, create('x'), context)
    const under = build([create('y', 'x')], first.ontology)
    expect(refusal(under, first.inverse[0]!)).toMatch(/^in-use: “y” still refers to the code/)
    const merged = build([create('z'), { type: 'merge', ids: ['z'], into: 'x' }], first.ontology)
    expect(refusal(merged, first.inverse[0]!)).toMatch(/^in-use/)
  })

  it('leaves the ontology it was given as it was', () => {
    const frozen = structuredClone(tree)
    build([{ type: 'merge', ids: ['voice'], into: 'belonging' }, create('n')], tree)
    expect(tree).toEqual(frozen)
    expect(emptyOntology.codes).toEqual({})
  })
})

describe('reasons', () => {
  it('are kept with what was merged, retired or rejected, and go when it comes back', () => {
    const merged = build([{ type: 'merge', ids: ['asked'], into: 'people', reason: ' One idea. ' }], tree)
    expect(merged.codes.asked?.reason).toBe('One idea.')
    expect(build([{ type: 'unmerge', id: 'asked' }], merged).codes.asked?.reason).toBeNull()
    expect(
      build([{ type: 'merge', ids: ['asked'], into: 'people', reason: '' }], tree).codes.asked?.reason,
    ).toBeNull()
    expect(refusal(tree, { type: 'retire', id: 'asked', reason: ' ' })).toMatch(
      /^invalid-operation: reason: Say why/,
    )
  })
})

describe('examples', () => {
  const excerpt = { conversation: 'talk', member: 'ada', highlight: 'h1' }
  const cite: OperationInput = { type: 'cite', id: 'e', code: 'asked', excerpt }

  it('are excerpts, without their words, once for a code', () => {
    const cited = build([cite], tree)
    expect(cited.examples.e).toEqual({ id: 'e', code: 'asked', fit: 'typical', excerpt, note: '' })
    expect(refusal(cited, { ...cite, id: 'f', fit: 'atypical' })).toMatch(
      /^duplicate-example: This excerpt is already a typical example of “Being asked”/,
    )
    expect(refusal(cited, { ...cite, code: 'heard' })).toMatch(/^duplicate-id/)
    expect(contents(build([{ type: 'uncite', id: 'e' }], cited))).toEqual(contents(tree))
    expect(refusal(tree, { type: 'uncite', id: 'e' })).toMatch(/^unknown-example/)
  })

  it('are read with the successor when their code is merged, and are its own again afterwards', () => {
    const merged = build([cite, { type: 'merge', ids: ['asked'], into: 'people' }], tree)
    expect(examplesOf(merged, 'people').map(example => example.id)).toEqual(['e'])
    const apart = build([{ type: 'unmerge', id: 'asked' }], merged)
    expect(examplesOf(apart, 'people')).toEqual([])
    expect(examplesOf(apart, 'asked')).toHaveLength(1)
  })
})

describe('batch', () => {
  const steps: StepInput[] = [
    { type: 'create', id: 'x', name: 'X' },
    { type: 'move', id: 'asked', parent: 'x' },
    { type: 'merge', ids: ['people'], into: 'x' },
  ]
  const batch: OperationInput = { type: 'batch', id: 'b', title: 'Tidied up', steps }

  it('is one act: one revision, what its steps give one by one, taken back as one', () => {
    const applied = applyOperation(tree, batch, context)
    expect(applied.ontology).toEqual({ ...build(steps, tree), revision: tree.revision + 1 })
    expect(applied.operation).toMatchObject({ steps: [{ colour: applied.ontology.codes.x?.colour }, {}, {}] })
    expect(contents(build(applied.inverse, applied.ontology))).toEqual(contents(tree))
  })

  it('applies whole or not at all, and names the step that does not', () => {
    const frozen = structuredClone(tree)
    const bad: OperationInput = { ...batch, steps: [...steps, { type: 'adopt', id: 'nowhere' }] }
    expect(() => applyOperation(tree, bad, context)).toThrow(
      expect.objectContaining({ code: 'unknown-code', step: 3 }),
    )
    expect(tree).toEqual(frozen)
    expect(outline(tree)).toEqual(outline(frozen))
  })
})

it('takes ids that objects inherit for what they are: ids', () => {
  const ids = ['constructor', 'toString', 'valueOf', 'hasOwnProperty']
  for (const id of ids) {
    const created = applyOperation(tree, create(id, null, `Named ${id}`), context)
    expect(contents(build(created.inverse, created.ontology))).toEqual(contents(tree))
  }
  expect(outline(build(ids.map(id => create(id, null, id))))).toEqual(ids)
})

describe('codes brought from elsewhere', () => {
  it('can be out of use from the start', () => {
    const ontology = build(
      [
        {
          type: 'create',
          id: 'old',
          name: 'Voice',
          outOfUse: { status: 'merged', into: 'voice', reason: 'One.' },
          formerNames: ['Voices', 'Voice', 'Voices'],
        },
        { type: 'create', id: 'gone', name: 'Voice', outOfUse: { status: 'retired', reason: 'Of old.' } },
      ],
      tree,
    )
    expect(ontology.codes.old).toMatchObject({ status: 'merged', formerNames: ['Voices'] })
    expect(resolveCode(ontology, 'old')?.id).toBe('voice')
    expect(ontology.codes.gone).toMatchObject({ status: 'retired', reason: 'Of old.' })
    expect(
      refusal(ontology, { type: 'create', id: 'y', name: 'Y', outOfUse: { status: 'merged', into: 'gone' } }),
    ).toMatch(/^not-live/)
  })
})
