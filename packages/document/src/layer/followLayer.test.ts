import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { Anchor, Layer } from '../types.ts'
import { createHistory } from '../undo/createHistory.ts'
import { layerScope } from '../undo/layerScope.ts'
import { addComment, editComment, removeComment, setResolved } from './commentCommands.ts'
import { followLayer } from './followLayer.ts'
import {
  addCoding,
  addHighlight,
  removeCoding,
  removeHighlight,
  setHighlightAnchor,
  setMemo,
} from './highlightCommands.ts'
import { readLayer } from './readLayer.ts'
import { addTie, removeTie } from './tieCommands.ts'
import { trackLayer } from './trackLayer.ts'

const anchorOf = (quote: string): Anchor => ({
  start: new Uint8Array([0, 1, 5, 0]),
  end: new Uint8Array([0, 1, 9, 65]),
  quote,
  quoteLength: quote.length,
  prefix: '',
  suffix: '',
  from: -1,
  to: -1,
})

/** Codes on a highlight are a set: which was applied first is told by their times. */
const sorted = ({ codings, ...rest }: Layer): Layer => ({
  ...rest,
  codings: new Map(
    [...codings].map(([highlight, list]) => [
      highlight,
      [...list].sort((a, b) => (a.code < b.code ? -1 : 1)),
    ]),
  ),
})

const scratch = (doc: Y.Doc): Layer => {
  const { problems: _, ...layer } = readLayer(doc)
  return layer
}

const id = fc.constantFrom('h1', 'h2', 'h3')
const code = fc.constantFrom('c1', 'c2', 'c3')
const text = fc.constantFrom('one', 'two', '')
const garbage = fc.oneof(fc.jsonValue(), fc.uint8Array(), fc.constant(undefined))
const raw = fc.tuple(
  fc.constantFrom('h', 'c', 'm', 'k', 'r', 'x'),
  fc.constantFrom('h1', 'h1:c1', 'h2:c2', 'h9:c1', 'm/k', ':', 'h2'),
)
/** What may happen to a layer: commands of its author, here or in another tab, undo, and whatever else is written. */
const step = fc.oneof(
  fc.record({ do: fc.constant('highlight' as const), id, code, text }),
  fc.record({ do: fc.constant('unhighlight' as const), id }),
  fc.record({ do: fc.constant('move' as const), id, text }),
  fc.record({ do: fc.constant('code' as const), id, code }),
  fc.record({ do: fc.constant('uncode' as const), id, code }),
  fc.record({ do: fc.constant('memo' as const), id, text }),
  fc.record({ do: fc.constant('comment' as const), text }),
  fc.record({ do: fc.constant('edit' as const), text }),
  fc.record({ do: fc.constant('uncomment' as const) }),
  fc.record({ do: fc.constant('resolve' as const), resolved: fc.boolean() }),
  fc.record({ do: fc.constant('tie' as const) }),
  fc.record({ do: fc.constant('untie' as const) }),
  fc.record({ do: fc.constant('write' as const), raw, garbage }),
  fc.record({ do: fc.constant('erase' as const), raw }),
  fc.record({ do: fc.constant('undo' as const) }),
  fc.record({ do: fc.constant('redo' as const) }),
  fc.record({ do: fc.constant('meet' as const) }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

const lastKey = (doc: Y.Doc, map: string): string | undefined => [...doc.getMap(map).keys()].at(-1)

const take = (doc: Y.Doc, history: ReturnType<typeof createHistory>, step: Step): void => {
  // Rows that cannot be read are no highlights to the commands.
  const has = (highlight: string) => scratch(doc).highlights.has(highlight)
  const comment = lastKey(doc, 'k')
  switch (step.do) {
    case 'highlight':
      if (!doc.getMap('h').has(step.id))
        addHighlight(doc, { id: step.id, anchor: anchorOf(step.text), codes: [step.code] })
      break
    case 'unhighlight':
      removeHighlight(doc, step.id)
      break
    case 'move':
      if (has(step.id)) setHighlightAnchor(doc, step.id, anchorOf(step.text))
      break
    case 'code':
      if (has(step.id)) addCoding(doc, step.id, step.code)
      break
    case 'uncode':
      removeCoding(doc, step.id, step.code)
      break
    case 'memo':
      if (has(step.id)) setMemo(doc, step.id, step.text)
      break
    case 'comment':
      addComment(doc, { target: { type: 'code', code: 'c1' }, body: step.text || 'hm' })
      break
    case 'edit':
      if (scratch(doc).comments.get(comment ?? '')?.deletedAt === null)
        editComment(doc, comment!, step.text || 'so')
      break
    case 'uncomment':
      if (comment !== undefined && scratch(doc).comments.has(comment)) removeComment(doc, comment)
      break
    case 'resolve':
      setResolved(doc, { member: 'm', comment: 'k' }, step.resolved)
      break
    case 'tie':
      addTie(doc, {
        type: 'tension',
        from: { member: 'm', highlight: 'h1' },
        to: { conversation: 'c', member: 'm', highlight: 'h2' },
        note: '',
      })
      break
    case 'untie': {
      const tie = lastKey(doc, 'x')
      if (tie !== undefined) removeTie(doc, tie)
      break
    }
    case 'write':
      doc.getMap(step.raw[0]).set(step.raw[1], step.garbage)
      break
    case 'erase':
      doc.getMap(step.raw[0]).delete(step.raw[1])
      break
    case 'undo':
      history.undo()
      break
    case 'redo':
      history.redo()
      break
  }
}

const steps = fc.array(fc.tuple(fc.nat(1), step), { maxLength: 60 })

describe('followLayer', () => {
  it('says after each change what reading the whole layer would say', () => {
    fc.assert(
      fc.property(steps, steps => {
        const docs = [new Y.Doc(), new Y.Doc()]
        const histories = docs.map(doc => createHistory([layerScope(doc)]))
        // One is followed from the beginning, the other one from the middle on.
        const followed = [followLayer(docs[0]!, () => {})]
        for (const [i, [tab, step]] of steps.entries()) {
          if (step.do === 'meet')
            for (const [a, b] of [docs, docs.toReversed()])
              Y.applyUpdate(b!, Y.encodeStateAsUpdate(a!, Y.encodeStateVector(b!)))
          else take(docs[tab]!, histories[tab]!, step)
          if (i === steps.length >> 1) followed.push(followLayer(docs[1]!, () => {}))
          for (const [at, { layer }] of followed.entries())
            expect(sorted(layer)).toEqual(sorted(scratch(docs[at]!)))
        }
        for (const { stop } of followed) stop()
        for (const history of histories) history.dispose()
      }),
      { numRuns: 300 },
    )
  })

  it('renews what has changed in many transactions at once, and says all of it', () => {
    fc.assert(
      fc.property(steps, fc.nat(60), (steps, at) => {
        const doc = new Y.Doc()
        const history = createHistory([layerScope(doc)])
        const { layer, renew, stop } = trackLayer(doc)
        for (const part of [steps.slice(0, at), steps.slice(at)]) {
          const before = structuredClone(layer)
          for (const [, step] of part) if (step.do !== 'meet') take(doc, history, step)
          const changes = renew()
          const now = scratch(doc)
          expect(sorted(layer)).toEqual(sorted(now))
          for (const kind of ['highlights', 'comments', 'resolvings', 'ties'] as const)
            for (const id of new Set([...before[kind].keys(), ...now[kind].keys()]))
              if (!changes?.[kind].has(id)) expect(now[kind].get(id)).toEqual(before[kind].get(id))
          expect(renew()).toBe(null)
        }
        stop()
        history.dispose()
      }),
      { numRuns: 300 },
    )
  })

  it('takes in a whole layer that arrives at once, and keeps what did not change', () => {
    const author = new Y.Doc()
    for (const id of ['h1', 'h2']) addHighlight(author, { id, anchor: anchorOf(id), codes: ['c1', 'c2'] })
    const reader = new Y.Doc()
    const told: string[][] = []
    const { layer, stop } = followLayer(reader, ({ highlights }) => told.push([...highlights]))
    Y.applyUpdate(reader, Y.encodeStateAsUpdate(author))
    expect(told).toEqual([['h1', 'h2']])
    expect(layer).toEqual(scratch(author))

    const before = [layer.highlights.get('h2'), layer.codings.get('h2')]
    removeHighlight(author, 'h1')
    Y.applyUpdate(reader, Y.encodeStateAsUpdate(author, Y.encodeStateVector(reader)))
    expect([layer.highlights.get('h2'), layer.codings.get('h2')]).toEqual(before)
    expect(layer.highlights.get('h2')).toBe(before[0])
    expect([layer.highlights.has('h1'), layer.codings.has('h1')]).toEqual([false, false])
    stop()
  })
})
