import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findMatches, parsePhrase, parseSearch } from './findMatches.ts'
import { foldText } from './foldText.ts'

const found = (query: string, text: string, options = {}): string[] => {
  const search = parseSearch(query, options)
  return search ? findMatches(search, text).map(({ from, to }) => text.slice(from, to)) : []
}

describe('searching a text', () => {
  it.each([
    ['bus', 'The BUS, the Bus and the busy ones', ['BUS', 'Bus', 'bus']],
    ['muller', 'Frau Müller und Herr Mu\u0308ller', ['Müller', 'Mu\u0308ller']],
    ['strasse', 'in der Straße', ['Straße']],
    ['resume', 'her résumé', ['résumé']],
    ["didn't", 'She didn’t', ['didn’t']],
    ['well-known', 'a well–known man', ['well–known']],
    ['ıstanbul', 'Istanbul, İstanbul', ['Istanbul', 'İstanbul']],
    ['οδος', 'Ὁδός', ['Ὁδός']],
    ['ﬁnd', 'to find', ['find']],
  ])('%s in “%s”, whatever its case and accents', (query, text, expected) => {
    expect(found(query, text)).toEqual(expected)
  })

  it.each([
    ['東京', '昨日、東京に行きました', ['東京']],
    ['か', 'かがく', ['か']],
    ['カタカナ', 'ｶﾀｶﾅ', ['ｶﾀｶﾅ']],
    ['한국', '저는 한국에서', ['한국']],
    ['한', '\u1112\u1161\u11ab\u1100\u116e\u11a8', ['\u1112\u1161\u11ab']],
    ['कि', 'किताब का', ['कि']],
    ['שלום', 'שָׁלוֹם לכם', ['שָׁלוֹם']],
    ['سلام', 'السَّلَامُ عليكم', ['سَّلَامُ']],
    ['احمد', 'أحمد', ['أحمد']],
    ['สวัสดี', 'สวัสดีครับ', ['สวัสดี']],
    ['👩‍🔬', 'die 👩‍🔬 kam', ['👩‍🔬']],
  ])('%s in its own script', (query, text, expected) => {
    expect(found(query, text)).toEqual(expected)
  })

  it('takes words wherever they stand, and the phrase alone where it stands', () => {
    expect(found('bus sunday', 'On Sunday no bus')).toEqual(['Sunday', 'bus'])
    expect(found('the bus', 'the car and the bus')).toEqual(['the bus'])
    expect(found('bus tram', 'the bus')).toEqual([])
  })

  it('takes quoted words as a phrase, whatever the quotes, and however much space is between', () => {
    expect(found('"no bus"', 'bus, no; no bus. no  bus')).toEqual(['no bus', 'no  bus'])
    expect(found('“no bus” sunday', 'on Sunday there was no bus')).toEqual(['Sunday', 'no bus'])
    expect(found('"no bus', 'no bus')).toEqual(['no bus'])
    expect(parseSearch(' "" ')).toBeNull()
    expect(parseSearch('\u200b')).toBeNull()
  })

  it('takes whole words only, where that is asked for', () => {
    expect(found('art', 'art, party, ART', { wholeWord: true })).toEqual(['art', 'ART'])
    expect(found('ana', 'Ana’s banana', { wholeWord: true })).toEqual(['Ana'])
    expect(found('東京', '東京に行きました', { wholeWord: true })).toEqual(['東京'])
    expect(found('京', '東京に行きました', { wholeWord: true })).toEqual([])
    expect(found('c++', 'C++ and C', { wholeWord: true })).toEqual(['C++'])
  })

  it('minds case and accents, where that is asked for', () => {
    expect(found('Rose', 'Rose rose Rosé', { exact: true })).toEqual(['Rose'])
    expect(found('Rosé', 'Rose\u0301 Rose', { exact: true })).toEqual(['Rose\u0301'])
  })

  it('looks for a name as it stands', () => {
    const search = parsePhrase('  Anna  Maria ')
    expect(findMatches(search!, 'Anna Maria, Anna').length).toBe(1)
    expect(parsePhrase('   ')).toBeNull()
  })

  it('what it finds folds to what was looked for', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 })
    fc.assert(
      fc.property(text, fc.nat(60), fc.integer({ min: 1, max: 12 }), (whole, from, length) => {
        const asked = [...new Intl.Segmenter().segment(whole)]
          .slice(from, from + length)
          .map(({ segment }) => segment)
          .join('')
        const search = parsePhrase(asked)
        if (!search) return
        for (const match of findMatches(search, whole))
          expect(foldText(whole.slice(match.from, match.to)).text).toContain(search.phrase)
      }),
    )
  })
})
