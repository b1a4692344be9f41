import { expect, it } from 'vitest'
import { runKills } from './kill.ts'

it('loses nothing that was called saved when it is killed under load', { timeout: 300_000 }, async () => {
  const rounds = await runKills({ rounds: 2 })
  expect(rounds.map(({ missing, undone, reconverged }) => ({ missing, undone, reconverged }))).toEqual(
    rounds.map(() => ({ missing: 0, undone: 0, reconverged: true })),
  )
  // A round in which nobody was told anything would prove nothing.
  for (const { calledSaved } of rounds) expect(calledSaved).toBeGreaterThan(0)
})
