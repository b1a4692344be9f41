import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { disagreementsIn, type Statement } from './disagreements.ts'

const TEXT = 'It was the day my advisor asked what I thought before she said it.'

/** `mona: advisor asked = asked rules` */
const say = (line: string, i: number): Statement => {
  const [, member = '', words = '', codes = ''] = /^(\w+): (.+?) =(.*)$/.exec(line) ?? []
  const from = TEXT.indexOf(words)
  return {
    key: `${member}/${i}`,
    member,
    codes: codes.split(' ').filter(Boolean),
    from,
    to: from + words.length,
  }
}
const found = (...lines: string[]) =>
  disagreementsIn(TEXT, lines.map(say)).map(({ from, to, sides, keys }) => ({
    words: TEXT.slice(from, to),
    sides: Object.fromEntries(sides.map(({ member, codes }) => [member, [...codes].sort().join(' ')])),
    keys: [...keys].sort(),
  }))

describe('disagreementsIn', () => {
  it('finds the words that two people coded differently, and who said what', () => {
    expect(found('mona: my advisor asked =rules', 'teo: asked what I thought =asked')).toEqual([
      { words: 'asked', sides: { mona: 'rules', teo: 'asked' }, keys: ['mona/0', 'teo/1'] },
    ])
  })

  it('needs a word: passages that meet, or share a space, say nothing of each other', () => {
    expect(found('mona: my advisor =a', 'teo: asked what =b')).toEqual([])
    expect(found('mona: my advisor =a', 'teo:  asked what =b')).toEqual([])
    expect(found('mona: the day  =a', 'teo:  my advisor =b')).toEqual([])
  })

  it('asks what is said of the words, not how they were cut', () => {
    expect(found('mona: It was the day my advisor =a', 'teo: day =a', 'teo: my =a')).toEqual([])
    expect(found('mona: day =a b', 'teo: day =a', 'teo: day =b')).toEqual([])
    expect(found('mona: the day =a', 'teo: day my =b a')).toMatchObject([
      { words: 'day', sides: { mona: 'a', teo: 'a b' } },
    ])
  })

  it('takes silence for no statement, and nobody to disagree with themselves', () => {
    expect(found('mona: my advisor =a', 'teo: my advisor =')).toEqual([])
    expect(found('mona: my advisor =a', 'mona: advisor =b')).toEqual([])
    expect(found('mona: my advisor =a')).toEqual([])
  })

  it('hears everybody who speaks of disputed words, also those who agree with each other', () => {
    expect(found('mona: advisor =a', 'teo: advisor =a', 'ari: advisor =b')).toMatchObject([
      { sides: { mona: 'a', teo: 'a', ari: 'b' }, keys: ['ari/2', 'mona/0', 'teo/1'] },
    ])
  })

  it('runs on over spaces and ends at the first word that is not disputed', () => {
    expect(
      found('mona: the day my advisor =a', 'teo: the day =b', 'teo: my advisor =c').map(({ words }) => words),
    ).toEqual(['the day my advisor'])
    expect(
      found('mona: the day my advisor =a', 'teo: the day =b', 'teo: advisor =b').map(({ words }) => words),
    ).toEqual(['the day', 'advisor'])
  })

  it('agrees with looking at every word by itself', () => {
    const words = [...TEXT.matchAll(/\w+/g)].map(({ index, 0: word }) => ({
      from: index,
      to: index + word.length,
    }))
    const statement = fc
      .record({
        member: fc.constantFrom('a', 'b', 'c'),
        codes: fc.uniqueArray(fc.constantFrom('x', 'y', 'z'), { maxLength: 2 }),
        first: fc.nat(words.length - 1),
        length: fc.nat(5),
      })
      .map(({ first, length, ...rest }) => ({
        ...rest,
        from: words[first]!.from,
        to: words[Math.min(words.length - 1, first + length)]!.to,
      }))
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 12 }), drawn => {
        const statements = drawn.map((s, i) => ({ ...s, key: String(i) }))
        const disputed = words.map(word => {
          const says = new Map<string, Set<string>>()
          for (const { member, codes, from, to } of statements)
            if (from <= word.from && to >= word.to && codes.length > 0)
              says.set(member, new Set([...(says.get(member) ?? []), ...codes]))
          return new Set([...says.values()].map(codes => [...codes].sort().join(' '))).size > 1
        })
        const stretches = disagreementsIn(TEXT, statements)
        expect(
          words.map(word => stretches.some(({ from, to }) => from <= word.from && to >= word.to)),
        ).toEqual(disputed)
        // Longest stretches: an undisputed word lies between any two.
        expect(stretches).toHaveLength(disputed.filter((now, i) => now && !disputed[i - 1]).length)
      }),
    )
  })
})
