import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { OperationInput } from '../operation.ts'
import { build, create } from '../testing/build.ts'
import { ExchangeError } from './exchangeError.ts'
import { readCsv } from './readCsv.ts'
import { toCsv } from './toCsv.ts'
import { toXlsx } from './toXlsx.ts'

const entries = (text: string) =>
  readCsv(text).codebook.entries.map(({ name, parent, definition }) => [
    name,
    parent,
    definition.short ?? null,
  ])
const refused = (input: string | Uint8Array): [string, number | null, string] => {
  try {
    readCsv(input)
  } catch (error) {
    if (error instanceof ExchangeError) return [error.code, error.line, error.message]
    throw error
  }
  throw new Error('It was read.')
}

describe('readCsv', () => {
  it('reads tables of other programs, by the names of their columns', () => {
    expect(entries('tag,description,number of highlights\nVoice,Speaking up,3\n')).toEqual([
      ['Voice', null, 'Speaking up'],
    ])
    expect(entries('Code Name;Parent Code;Memo\nVoice;;M\n"Costs; fears";Voice;N')).toEqual([
      ['Voice', null, 'M'],
      ['Costs; fears', 'row 2', 'N'],
    ])
    expect(entries('Path\tColour\nVoice\t#fff\nVoice > Costs\t#000')).toEqual([
      ['Voice', null, null],
      ['Costs', 'row 2', null],
    ])
    expect(entries('Id,Name,Parent Id\n7,Costs,5\n5,Voice,\n')).toEqual([
      ['Costs', '5', null],
      ['Voice', null, null],
    ])
  })

  it('says what it left out or could not find', () => {
    const { notes } = readCsv('name,parent,mood,colour\nA,Nowhere,good,mauve\nB,,\n')
    expect(notes.map(({ what, where }) => [what, ...where])).toEqual([
      ['column-unknown', 'mood'],
      ['colour-unknown', 'A'],
      ['row-ragged', 'row 3'],
      ['parent-missing', 'A'],
    ])
  })

  it('refuses what is no table of codes, and says what to do', () => {
    expect(refused('a,b\n1,2')).toEqual([
      'not-csv',
      1,
      'The first row names no column for the codes. It says: a, b. Call the column with the names “name”.',
    ])
    expect(refused('name,x\n"A,1\nB,2\n')).toMatchObject([
      'not-csv',
      2,
      expect.stringMatching(/quotation mark/),
    ])
    expect(refused('name,colour\n')).toMatchObject(['no-codes', null, expect.any(String)])
    expect(refused('')).toMatchObject(['empty', null, expect.any(String)])
    expect(refused(new Uint8Array([0x6e, 0xe9, 0x0a]))).toMatchObject([
      'encoding',
      null,
      expect.stringMatching(/UTF-8/),
    ])
  })
})

const ontology = build([
  { ...create('a', null, '=HYPERLINK("http://x")'), formerNames: ['A|B', 'C\\'] } as OperationInput,
  create('b', 'a', '@mention'),
  { type: 'relate', id: 'r', relation: 'tension', from: 'a', to: 'b' },
])

describe('tables', () => {
  it('hold no formula, and say what they leave out', () => {
    const { text, notes } = toCsv(ontology)
    expect(text).toMatch(/^\uFEFFid,name,/)
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`)
    expect(text).toContain(`,'@mention,`)
    expect(notes.map(({ what, count }) => [what, count])).toEqual([['relation-left-out', 1]])
    expect(readCsv(text).codebook.entries).toMatchObject([
      { name: '=HYPERLINK("http://x")', formerNames: ['A|B', 'C\\'] },
      { name: '@mention', parent: 'a' },
    ])
  })

  it('are written as a spreadsheet whose cells are all texts', async () => {
    const { bytes } = await toXlsx(ontology)
    const files = unzipSync(bytes)
    const sheet = new TextDecoder().decode(files['xl/worksheets/sheet1.xml'])
    const strings = new TextDecoder().decode(files['xl/sharedStrings.xml'] ?? new Uint8Array())
    expect(sheet + strings).toContain('@mention')
    expect(sheet).not.toMatch(/<f[ >]/)
    expect(sheet.match(/<row /g)).toHaveLength(3)
  })
})
