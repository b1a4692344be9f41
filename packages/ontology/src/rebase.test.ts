import { describe, expect, it } from 'vitest'
import type { OperationInput } from './operation.ts'
import { rebase } from './rebase.ts'
import { build, create } from './testing/build.ts'

const base = build([
  create('belonging', null, 'Belonging'),
  create('asked', 'belonging', 'Being asked'),
  create('people', 'belonging', 'Found my people'),
  create('voice', null, 'Voice'),
  { ...create('p', 'voice', 'Proposal'), proposed: true } as OperationInput,
])

/** What becomes of an operation when others were applied first. */
const after = (operation: OperationInput, ...first: OperationInput[]) =>
  rebase(operation, base, build(first, base))
const excerpt = { conversation: 'k', member: 'ada', highlight: 'h' }

describe('rebase', () => {
  it('leaves alone what concerns something else', () => {
    const rename: OperationInput = { type: 'rename', id: 'asked', name: 'Invited' }
    expect(after(rename, { type: 'define', id: 'asked', definition: { short: 'S' } }, create('x'))).toEqual({
      outcome: 'applies',
      operation: rename,
      adaptations: [],
    })
  })

  it('follows merges to the successor for parents, ends of relations, mappings and examples, and says so', () => {
    const merge: OperationInput = { type: 'merge', ids: ['belonging'], into: 'voice' }
    const redirected = {
      kind: 'redirected',
      from: { id: 'belonging', name: 'Belonging' },
      to: { id: 'voice', name: 'Voice' },
    }
    for (const [operation, adapted] of [
      [create('x', 'belonging'), { parent: 'voice' }],
      [{ type: 'move', id: 'p', parent: 'belonging' }, { parent: 'voice' }],
      [{ type: 'map', id: 'm', code: 'belonging', scheme: 's', concept: 'c' }, { code: 'voice' }],
      [{ type: 'cite', id: 'e', code: 'belonging', excerpt }, { code: 'voice' }],
      [
        { type: 'relate', id: 'r', relation: 'tension', from: 'belonging', to: 'asked' },
        { from: 'voice', to: 'asked' },
      ],
      [
        { type: 'merge', ids: ['asked'], into: 'belonging' },
        { ids: ['asked'], into: 'voice' },
      ],
    ] as [OperationInput, object][])
      expect(after(operation, merge)).toMatchObject({
        outcome: 'applies',
        operation: adapted,
        adaptations: [redirected],
      })
    expect(
      after({ type: 'relate', id: 'r', relation: 'tension', from: 'belonging', to: 'voice' }, merge),
    ).toMatchObject({ outcome: 'refused', code: 'related-to-itself' })
  })

  it('places last what should stand before a code that has gone elsewhere', () => {
    expect(
      after({ ...create('x', 'belonging'), before: 'people' } as OperationInput, {
        type: 'move',
        id: 'people',
        parent: null,
      }),
    ).toMatchObject({
      outcome: 'applies',
      operation: { before: null },
      adaptations: [{ kind: 'placed-last', code: 'x' }],
    })
  })

  it('finds done what somebody else did the same', () => {
    const relate: OperationInput = { type: 'relate', id: 'r', relation: 'tension', from: 'asked', to: 'p' }
    for (const [operation, same] of [
      [{ type: 'rename', id: 'asked', name: 'Invited' }, null],
      [{ type: 'recolour', id: 'asked', colour: '#112233' }, null],
      [{ type: 'move', id: 'asked', parent: 'voice' }, null],
      [{ type: 'merge', ids: ['asked'], into: 'people' }, null],
      [
        { type: 'retire', id: 'asked', reason: 'Mine.' },
        { type: 'retire', id: 'asked', reason: 'Theirs.' },
      ],
      [{ type: 'adopt', id: 'p' }, null],
      [{ type: 'reject', id: 'p', reason: 'No.' }, null],
      [relate, { ...relate, id: 'other', from: 'p', to: 'asked' }],
      [
        { type: 'map', id: 'm', code: 'asked', scheme: 's', concept: 'c' },
        { type: 'map', id: 'n', code: 'asked', scheme: 's', concept: 'c' },
      ],
      [
        { type: 'cite', id: 'e', code: 'asked', excerpt },
        { type: 'cite', id: 'f', code: 'asked', excerpt },
      ],
    ] as [OperationInput, OperationInput | null][])
      expect(after(operation, same ?? operation)).toEqual({ outcome: 'done' })
  })

  it('finds done what somebody else made of the other kind, and stands it under what its parent was merged into', () => {
    const recast: OperationInput = { type: 'recast', id: 'voice', kind: 'structural' }
    expect(after(recast, recast)).toEqual({ outcome: 'done' })
    const guide: OperationInput[] = ['opening', 'closing'].map(id => ({
      type: 'create',
      id,
      name: id,
      kind: 'structural',
    }))
    const from = build(guide, base)
    const now = build([{ type: 'merge', ids: ['opening'], into: 'closing' }], from)
    expect(rebase({ ...recast, parent: 'opening' }, from, now)).toMatchObject({
      outcome: 'applies',
      operation: { parent: 'closing' },
    })
  })

  it('finds done what was taken away or brought back already', () => {
    const start = build(
      [
        { type: 'relate', id: 'r', relation: 'tension', from: 'asked', to: 'p' },
        { type: 'map', id: 'm', code: 'asked', scheme: 's', concept: 'c' },
        { type: 'cite', id: 'e', code: 'asked', excerpt },
        { type: 'merge', ids: ['people'], into: 'voice' },
        { type: 'retire', id: 'asked', reason: 'Once.' },
      ],
      base,
    )
    for (const operation of [
      { type: 'unrelate', id: 'r' },
      { type: 'unmap', id: 'm' },
      { type: 'uncite', id: 'e' },
      { type: 'unmerge', id: 'people' },
      { type: 'restore', id: 'asked' },
    ] as OperationInput[])
      expect(rebase(operation, start, build([operation], start))).toEqual({ outcome: 'done' })
  })

  it('refuses, with the reason, what would overwrite what somebody decided since', () => {
    const refusals: [OperationInput, OperationInput, RegExp][] = [
      [
        { type: 'rename', id: 'asked', name: 'Invited' },
        { type: 'rename', id: 'asked', name: 'Consulted' },
        /^“Being asked” was renamed to “Consulted” meanwhile\.$/,
      ],
      [
        { type: 'define', id: 'asked', definition: { short: 'Mine.', full: 'F' } },
        { type: 'define', id: 'asked', definition: { short: 'Theirs.' } },
        /^The short definition of “Being asked” was changed meanwhile/,
      ],
      [
        { type: 'define', id: 'asked', definition: {}, stance: 'lived' },
        { type: 'define', id: 'asked', definition: {}, stance: 'aspirational' },
        /^The stance of/,
      ],
      [
        { type: 'recolour', id: 'asked', colour: '#112233' },
        { type: 'recolour', id: 'asked', colour: '#445566' },
        /recoloured meanwhile/,
      ],
      [
        { type: 'move', id: 'asked', parent: null },
        { type: 'move', id: 'asked', parent: 'voice' },
        /^“Being asked” was moved under “Voice” meanwhile/,
      ],
      [
        { type: 'merge', ids: ['asked'], into: 'people' },
        { type: 'merge', ids: ['asked'], into: 'voice' },
        /^“Being asked” was merged into “Voice” meanwhile/,
      ],
      [
        { type: 'merge', ids: ['asked'], into: 'people' },
        { type: 'merge', ids: ['people'], into: 'asked' },
        /^“Found my people” was merged into “Being asked” meanwhile|merged the other way round meanwhile/,
      ],
      [
        { type: 'retire', id: 'asked', reason: 'Broad.' },
        { type: 'merge', ids: ['asked'], into: 'people' },
        /^“Being asked” was merged into “Found my people” meanwhile/,
      ],
      [
        {
          type: 'split',
          id: 'asked',
          into: [
            { id: 's1', name: 'One' },
            { id: 's2', name: 'Two' },
          ],
        },
        {
          type: 'split',
          id: 'asked',
          into: [
            { id: 't1', name: 'Uno' },
            { id: 't2', name: 'Due' },
          ],
        },
        /was split meanwhile/,
      ],
      [{ type: 'reject', id: 'p', reason: 'No.' }, { type: 'adopt', id: 'p' }, /is adopted already/],
      [
        create('x', 'voice', 'Costs'),
        create('y', 'voice', 'costs'),
        /^There is already a code “costs” under “Voice”/,
      ],
    ]
    for (const [operation, first, message] of refusals) {
      const rebased = after(operation, first)
      expect(rebased).toMatchObject({ outcome: 'refused', message: expect.stringMatching(message) })
    }
  })

  it('goes through a batch step by step, drops what is done, and names the step that is refused', () => {
    const batch: OperationInput = {
      type: 'batch',
      id: 'b',
      title: 'Tidy up',
      steps: [
        { type: 'create', id: 'x', name: 'X', parent: 'belonging' },
        { type: 'adopt', id: 'p' },
        { type: 'rename', id: 'x', name: 'Y' },
      ],
    }
    expect(
      after(batch, { type: 'adopt', id: 'p' }, { type: 'merge', ids: ['belonging'], into: 'voice' }),
    ).toMatchObject({
      outcome: 'applies',
      operation: { steps: [{ type: 'create', parent: 'voice' }, { type: 'rename' }] },
    })
    expect(after(batch, create('y', 'belonging', 'Y'))).toMatchObject({
      outcome: 'refused',
      code: 'duplicate-name',
      step: 2,
    })
    const only: OperationInput = {
      type: 'batch',
      id: 'c',
      title: 'One',
      steps: [{ type: 'adopt', id: 'p' }],
    }
    expect(after(only, { type: 'adopt', id: 'p' })).toEqual({ outcome: 'done' })
  })

  it('is total: what is no operation is refused like the rest', () => {
    expect(after({ type: 'rename', id: 'asked', name: '' })).toMatchObject({
      outcome: 'refused',
      code: 'invalid-operation',
    })
  })
})
