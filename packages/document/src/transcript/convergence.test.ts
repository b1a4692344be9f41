import { describe, expect, it } from 'vitest'
import { type Findings, simulateReplicas } from '../../checks/simulateReplicas.ts'

const nothingWrong: Partial<Findings> = {
  diverged: 0,
  lost: 0,
  duplicated: 0,
  wrong: 0,
  orphaned: 0,
  disagreeing: 0,
  staleIndices: 0,
  pending: 0,
  problems: 0,
}

// Many more by `npx tsx packages/document/checks/convergence.ts --runs 2000 --steps 150`.
describe('three replicas of a transcript, corrected at random', () => {
  const seeds = Array.from({ length: 25 }, (_, i) => i + 1)

  it('agree, lose and duplicate nothing, and keep every anchor on its words', () => {
    let anchors = 0
    for (const seed of seeds) {
      const findings = simulateReplicas(seed, 120, { undo: false })
      expect(findings, `seed ${seed}`).toMatchObject({ ...nothingWrong, restoredTwice: 0, rearranged: 0 })
      anchors += findings.anchors
    }
    expect(anchors).toBeGreaterThan(500)
  })

  it('do so with undo and redo as well', () => {
    for (const seed of seeds) expect(simulateReplicas(seed, 120), `seed ${seed}`).toMatchObject(nothingWrong)
  })

  it.each([
    [46, 'an undo put foreign words between quoted ones'],
    [126, 'a deleted character restored and deleted again stands where it was last'],
    [137, 'the same at the end of a quote'],
    [220, 'undos put the last quoted word before the first'],
  ])('seed %i, which failed once: %s', seed => {
    expect(simulateReplicas(seed, 120)).toMatchObject(nothingWrong)
  })
})
