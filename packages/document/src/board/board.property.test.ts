import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { Act } from '../undo/Act.ts'
import { boardScope } from '../undo/boardScope.ts'
import { createHistory } from '../undo/createHistory.ts'
import {
  addCluster,
  placeCards,
  placeClusters,
  removeCards,
  removeCluster,
  setCluster,
} from './boardCommands.ts'
import { cardKey } from './layout.ts'
import { readBoard } from './readBoard.ts'

const REPLICAS = 3
const keys = Array.from({ length: 6 }, (_, i) => cardKey({ type: 'code', code: `code${i}` }))
const clusters = ['k0', 'k1', 'k2']

const at = fc.integer({ min: -2000, max: 2000 })
const key = fc.constantFrom(...keys)
const cluster = fc.constantFrom(...clusters)
const step = fc.record({
  replica: fc.nat(REPLICAS - 1),
  do: fc.oneof(
    fc.record({ type: fc.constant('place' as const), key, x: at, y: at, cluster: fc.option(cluster) }),
    fc.record({ type: fc.constant('cluster' as const), cluster, x: at, y: at }),
    fc.record({ type: fc.constant('move' as const), cluster, x: at, y: at }),
    fc.record({ type: fc.constant('name' as const), cluster, title: fc.string({ maxLength: 20 }) }),
    fc.record({ type: fc.constant('dissolve' as const), cluster }),
    fc.record({ type: fc.constant('remove' as const), key }),
    fc.record({ type: fc.constantFrom('undo' as const, 'redo' as const) }),
    fc.record({ type: fc.constant('sync' as const), with: fc.nat(REPLICAS - 1) }),
  ),
})

const people = () =>
  Array.from({ length: REPLICAS }, () => {
    const doc = new Y.Doc()
    return { doc, history: createHistory([boardScope(doc)]) }
  })

const sync = (a: Y.Doc, b: Y.Doc): void => {
  const [fromA, fromB] = [Y.encodeStateAsUpdate(a), Y.encodeStateAsUpdate(b)]
  Y.applyUpdate(b, fromA, 'remote')
  Y.applyUpdate(a, fromB, 'remote')
}

type Step = (typeof step extends fc.Arbitrary<infer T> ? T : never)['do']
const size = { width: 300, height: 200 }

const run = ({ doc, history }: ReturnType<typeof people>[number], what: Step): void => {
  const act = new Act(what.type)
  switch (what.type) {
    case 'place':
      placeCards(doc, [{ key: what.key, x: what.x, y: what.y, cluster: what.cluster }], act)
      return
    case 'cluster':
      addCluster(doc, { id: what.cluster, title: 'T', colour: '#112233', x: what.x, y: what.y, ...size }, act)
      return
    case 'move':
      if (readBoard(doc).clusters.has(what.cluster))
        placeClusters(doc, [{ id: what.cluster, x: what.x, y: what.y, ...size }], act)
      return
    case 'name':
      setCluster(doc, what.cluster, { title: what.title }, act)
      return
    case 'dissolve':
      removeCluster(doc, what.cluster, act)
      return
    case 'remove':
      removeCards(doc, [what.key], act)
      return
    case 'undo':
      history.undo()
      return
    case 'redo':
      history.redo()
  }
}

const simulate = (steps: readonly { replica: number; do: Step }[]) => {
  const all = people()
  for (const { replica, do: what } of steps) {
    if (what.type === 'sync') sync(all[replica]!.doc, all[what.with]!.doc)
    else run(all[replica]!, what)
  }
  // Everybody hears of everything.
  for (let round = 0; round < 2; round++)
    for (const one of all) for (const other of all) if (one !== other) sync(one.doc, other.doc)
  return all.map(({ doc }) => readBoard(doc))
}

it('replicas agree, and each card lies in at most one cluster, which is there (400 runs)', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), steps => {
      const [first, ...others] = simulate(steps)
      for (const other of others) expect(other).toEqual(first)
      expect(first!.problems).toEqual([])
      for (const card of first!.cards.values())
        if (card.cluster !== null) expect(first!.clusters.has(card.cluster)).toBe(true)
    }),
    { numRuns: 400 },
  )
})

it('no card is lost that nobody took away (400 runs)', () => {
  const keeping = step.filter(({ do: { type } }) => type !== 'remove' && type !== 'undo' && type !== 'redo')
  fc.assert(
    fc.property(fc.array(keeping, { maxLength: 60 }), steps => {
      const [board] = simulate(steps)
      const placed = steps.flatMap(({ do: what }) => (what.type === 'place' ? [what.key] : []))
      expect([...board!.cards.keys()].sort()).toEqual([...new Set(placed)].sort())
    }),
    { numRuns: 400 },
  )
})
