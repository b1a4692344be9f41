import { expect, it } from 'vitest'
import { crashRounds } from '../checks/crashRounds.ts'

it('loses nothing it has acknowledged when it is killed under load', async () => {
  const report = await crashRounds(3)
  expect(report.acknowledged).toBeGreaterThan(60)
  expect(report).toMatchObject({ lost: 0, inconsistent: 0, torn: 0 })
}, 120_000)
