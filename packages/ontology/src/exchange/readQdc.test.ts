import { describe, expect, it } from 'vitest'
import { ExchangeError } from './exchangeError.ts'
import { describeNote } from './exchangeReport.ts'
import { readQdc } from './readQdc.ts'

const file = (codes: string, attributes = 'xmlns="urn:QDA-XML:codebook:1.0" origin="Test"') =>
  `<?xml version="1.0" encoding="utf-8"?>\n<CodeBook ${attributes}><Codes>${codes}</Codes></CodeBook>`
const GUID = '5215cc69-b628-4e02-afb9-9beeaee55808'
const code = (attributes: string, inside = '') =>
  `<Code guid="${GUID}" name="A" isCodable="true" ${attributes}>${inside}</Code>`

const told = (text: string) =>
  readQdc(text).notes.map(({ kind, what, count, where }) => [kind, what, count, ...where])
const refused = (input: string | Uint8Array): [string, number | null, string] => {
  try {
    readQdc(input)
  } catch (error) {
    if (error instanceof ExchangeError) return [error.code, error.line, error.message]
    throw error
  }
  throw new Error('It was read.')
}

describe('readQdc, liberally', () => {
  it('reads the tree, descriptions and colours', () => {
    const { codebook, notes } = readQdc(
      file(
        code(
          'color="#FFFF00"',
          '<Description>Jobs &amp; <![CDATA[<taxes>]]></Description><Code guid="{D7AA29DA-519B-4946-9B90-253B6DB8FD0A}" name="B" isCodable="true"/>',
        ),
      ),
    )
    expect(codebook).toMatchObject({
      origin: 'Test',
      entries: [
        {
          identity: GUID,
          name: 'A',
          parent: null,
          colour: '#ffff00',
          definition: { short: 'Jobs & <taxes>' },
        },
        { identity: 'd7aa29da-519b-4946-9b90-253b6db8fd0a', name: 'B', parent: GUID },
      ],
    })
    expect(notes).toEqual([])
  })

  it('names each repair and loss: what, how often, where', () => {
    expect(
      told(
        file('<Code guid="c001" name="A" isCodable="true"/><Code guid="c002" name="B" isCodable="true"/>'),
      ),
    ).toEqual([['repair', 'guid-invalid', 2, 'A', 'B']])
    expect(told(file(code('') + code('').replace('"A"', '"B"')))).toEqual([
      ['repair', 'guid-repeated', 1, 'B'],
    ])
    expect(told(file(code('color="rgb(255, 0, 10)"')))).toEqual([['repair', 'colour-converted', 1, 'A']])
    expect(told(file(code('color="mauve"')))).toEqual([['loss', 'colour-unknown', 1, 'A']])
    expect(told(file(code('').replace('true', 'false')))).toEqual([['choice', 'folder-as-code', 1, 'A']])
    expect(told(file(code(''), 'xmlns="urn:QDA-XML:codebook:0:4"'))).toEqual([
      ['repair', 'old-namespace', 1, 'urn:QDA-XML:codebook:0:4'],
    ])
    expect(told(file(code('', '<NoteRef targetGUID="x"/>')))).toEqual([
      ['loss', 'unknown-element', 1, '<NoteRef> in line 2'],
    ])
    expect(told(file(code('color="#fff" color="#000"')))).toEqual([
      ['repair', 'xml-flaw', 1, 'line 2: duplicate attribute: color'],
    ])
    expect(describeNote(readQdc(file(code('color="mauve"'))).notes[0]!)).toBe(
      'Colours that could not be read were left out; others were chosen (1): A',
    )
  })

  it('converts colours', () => {
    const colour = (text: string) => readQdc(file(code(`color="${text}"`))).codebook.entries[0]?.colour
    expect(
      ['#AbC', '#46AA00', '#46AA00FF', 'rgb(70,170,0)', 'rgba(70 170 0 / 50%)', 'RGB(100%, 0%, 0%)'].map(
        colour,
      ),
    ).toEqual(['#aabbcc', '#46aa00', '#46aa00', '#46aa00', '#46aa00', '#ff0000'])
  })

  it('reads marks, UTF-16, prefixes and the codebook within a project', () => {
    const text = file(code(''))
    expect(readQdc(`\uFEFF${text}`).codebook.entries).toHaveLength(1)
    expect(readQdc(new TextEncoder().encode(`\uFEFF${text}`)).codebook.entries).toHaveLength(1)
    expect(readQdc(new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))).codebook.entries).toHaveLength(1)
    const prefixed = text.replace(/<(\/?)(Co)/g, '<$1q:$2').replace('xmlns=', 'xmlns:q=')
    expect(readQdc(prefixed)).toMatchObject({ codebook: { entries: [{ name: 'A' }] }, notes: [] })
    const project = `<Project name="P"><CodeBook><Codes>${code('')}</Codes></CodeBook><Sets><Set name="Documents" guid="x"/></Sets></Project>`
    expect(readQdc(project)).toMatchObject({ codebook: { entries: [{ name: 'A' }] }, notes: [] })
  })

  it('makes groups of codes mappings, and says which group is empty or names what is not there', () => {
    const sets = `<Sets><Set name="G" guid="${GUID}"><Description>D</Description><MemberCode guid="${GUID}"/><MemberCode guid="gone"/></Set><Set name="E" guid="x"/></Sets>`
    const { codebook, notes } = readQdc(file(code('')).replace('</Codes>', `</Codes>${sets}`))
    expect(codebook.mappings).toEqual([
      { code: GUID, scheme: `refi-qda:set:${GUID}`, concept: 'G', match: 'relatedMatch', note: 'D' },
    ])
    expect(notes.map(({ what, where }) => [what, ...where])).toEqual([
      ['link-dangling', 'G'],
      ['group-empty', 'E'],
      ['group-as-mapping', 'G'],
    ])
  })
})

describe('readQdc, refusing', () => {
  it('says what is wrong, where, and what to do', () => {
    expect(refused('')).toMatchObject(['empty', null, expect.stringMatching(/Export it again/)])
    expect(
      refused('<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<CodeBook/>'),
    ).toMatchObject(['doctype', 2, expect.stringMatching(/^The file declares a document type \(line 2\)/)])
    const whole = file(`\n${code('', '\n<Description>Long')}`)
    expect(refused(whole.slice(0, whole.indexOf('Long') + 2))).toEqual([
      'cut-off',
      4,
      'The file ends at line 4 within <Description>, which begins at line 4. It was cut off on its way: copy or export it again.',
    ])
    expect(refused(file(code('', '/<Description>x</Description></Oops>')))).toMatchObject([
      'not-xml',
      2,
      expect.stringMatching(/unexpected close tag|unmatched/),
    ])
    expect(refused('name,colour\nA,#fff')).toMatchObject([
      'not-xml',
      1,
      expect.stringMatching(/does not begin with </),
    ])
    expect(refused('<html><body/></html>')).toMatchObject([
      'not-a-codebook',
      1,
      expect.stringMatching(/begins with <html>/),
    ])
    expect(refused(file(''))).toMatchObject(['no-codes', null, expect.any(String)])
    expect(refused(new Uint8Array([0x3c, 0xff, 0xfe, 0x80]))).toMatchObject([
      'encoding',
      null,
      expect.stringMatching(/UTF-8/),
    ])
    expect(refused(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).toMatchObject([
      'not-xml',
      1,
      expect.stringMatching(/whole project/),
    ])
    const deep = '<Code guid="x" name="A" isCodable="true">'.repeat(100_000)
    expect(refused(file(deep))).toMatchObject([
      'not-xml',
      2,
      expect.stringMatching(/nested deeper than 1000/),
    ])
    expect(refused('x'.repeat(64 * 1024 * 1024 + 1))).toMatchObject(['too-large', null, expect.any(String)])
  })

  it('expands no entities', () => {
    const bomb = file(code('').replace('"A"', '"&lol;"'))
    expect(readQdc(bomb).codebook.entries[0]?.name).toBe('&lol;')
  })
})
