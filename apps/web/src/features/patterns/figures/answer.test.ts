import { expect, it } from 'vitest'
import { answer } from './answer.ts'
import { coOccurrence } from './coOccurrence.ts'
import { gatherFacts } from './facts.ts'
import { spread } from './spread.ts'
import { drawSource } from './testing/drawSource.ts'

const facts = gatherFacts(
  drawSource(7, { talks: 8, groups: 2, speakers: 6, turns: 20, codes: 12, themes: 3, codings: 300 }),
)
const near = { kind: 'turns', within: 1 } as const

it('finds behind each cell as many highlights as it counts', () => {
  const figure = spread(facts, 'code', 'group')
  for (const [row, cells] of figure.cells.entries())
    for (const [column, { count }] of cells.entries()) {
      const id = facts.list.codes[row]!.id
      const of = { in: 'spread', about: 'ideas', level: 'code', by: 'group', row: id, column } as const
      expect(answer(facts, { kind: 'behind', of })).toHaveLength(count)
    }
})

it('hands pairs over as they were counted, and says of each whether it may leave', () => {
  const said = answer(facts, { kind: 'together', level: 'code', near, least: 6 })
  const { pairs } = coOccurrence(facts, 'code', near)
  expect(pairs.length).toBeGreaterThan(20)
  for (const { a, b, count, c, jaccard, people } of pairs) {
    const pair = said.pairOf[a * said.rows.length + b]! - 1
    expect([...said.figures.slice(3 * pair, 3 * pair + 3)]).toEqual([count, c, jaccard])
    expect(said.may[pair]).toBe(people.length >= 6 ? 1 : 0)
    expect(c).toBeGreaterThan(0)
    expect(jaccard).toBeLessThanOrEqual(1)
  }
  expect([...said.cluster].sort((x, y) => x - y)).toEqual(said.rows.map((_, i) => i))
})

it('opens from a conversation’s new codes only what carries them', () => {
  const { steps } = answer(facts, { kind: 'saturation', order: 'analysed' })
  const step = steps.find(({ fresh }) => fresh.length > 0)!
  const of = { in: 'fresh', order: 'analysed', talk: facts.talks[step.talk]!.id } as const
  const keys = new Set(answer(facts, { kind: 'behind', of }))
  const carrying = facts.marks.filter(
    ({ talk, codes }) => talk === step.talk && codes.some(({ code }) => step.fresh.includes(code)),
  )
  expect(keys).toEqual(new Set(carrying.map(({ key }) => key)))
})
