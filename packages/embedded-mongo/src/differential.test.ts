import { expect, it } from 'vitest'
import { compareEngines } from '../checks/compareEngines.ts'

/* The engine against another one: MONGODB_URI and MONGODB_URI_OTHER name them. */

const { MONGODB_URI: first, MONGODB_URI_OTHER: second } = process.env

it('answers random filters and updates like another engine', async ctx => {
  if (!first || !second) return ctx.skip('needs two engines, in MONGODB_URI and MONGODB_URI_OTHER')
  const { examples } = await compareEngines([first, second], { seed: 7, runs: 150, strange: false })
  expect(examples).toEqual([])
}, 120_000)
