import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Annotation } from '../coding/annotations.ts'
import { WaveMarks } from './WaveMarks.ts'

/** A desk of which only what the marks ask for is there. */
const deskOf = (annotations: Map<string, Annotation>) =>
  ({
    annotations: { get: (key: string) => annotations.get(key), values: () => annotations.values() },
    shown: { showsRemark: ({ member }: Annotation) => member !== 'hidden' },
    facts: { get: () => ({ ontology: { codes: {} } }) },
    state: { get: () => ({ colourBy: 'person' }) },
    members: new Map([['ada', { colour: '#112233' }]]),
  }) as unknown as ConstructorParameters<typeof WaveMarks>[0]

const annotation = (key: string, member: string, from: number, to: number) =>
  ({ key, member, codings: [], highlight: { anchor: { from, to } } }) as unknown as Annotation

const change = fc.record({
  key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
  member: fc.constantFrom('ada', 'bo', 'hidden', null),
  from: fc.integer({ min: -1, max: 20 }),
  long: fc.integer({ min: -1, max: 9 }),
})

describe('WaveMarks', () => {
  it('are after some highlights changed what they would be if all were made anew', () => {
    fc.assert(
      fc.property(fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 20 }), turns => {
        const annotations = new Map<string, Annotation>()
        const desk = deskOf(annotations)
        const marks = new WaveMarks(desk, false)
        marks.update()
        for (const changes of turns) {
          for (const { key, member, from, long } of changes)
            if (member === null) annotations.delete(key)
            else annotations.set(key, annotation(key, member, from, from + long))
          expect(marks.update(new Set(changes.map(({ key }) => key)))).toEqual(
            new WaveMarks(desk, false).update(),
          )
        }
      }),
    )
  })

  it('lie in tracks, those without a time and those hidden left out', () => {
    const annotations = new Map(
      [
        annotation('late', 'bo', 9_000, 9_500),
        annotation('timeless', 'bo', -1, -1),
        annotation('hidden', 'hidden', 0, 1),
        annotation('first', 'ada', 1_000, 3_000),
        annotation('beside', 'bo', 2_000, 4_000),
      ].map(one => [one.key, one]),
    )
    const marks = new WaveMarks(deskOf(annotations), true).update()
    expect(marks.map(({ key, track, from, to }) => [key, track, from, to])).toEqual([
      ['first', 0, 1, 3],
      ['beside', 1, 2, 4],
      ['late', 0, 9, 9.5],
    ])
    expect(marks[0]!.colour).toBe('oklch(from #112233 0.72 min(c, 0.13) h)')
  })
})
