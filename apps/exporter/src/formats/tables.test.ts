import type { ThreadRecord } from '@polyphony/contract'
import { applyOperation, emptyOntology, Operation } from '@polyphony/ontology'
import { describe, expect, it } from 'vitest'
import { collectedOf, excerptOf, highlightOf, NOW, transcriptOf } from '../testing/collectedOf.ts'
import { writtenBy } from '../testing/writtenBy.ts'
import { writeCsv } from './writeCsv.ts'
import { writeJsonLd } from './writeJsonLd.ts'
import { writeSite } from './writeSite.ts'

const create = Operation.parse({ type: 'create', id: 'care', name: '=Care, "tended"', colour: '#336699' })
const { ontology } = applyOperation(emptyOntology, create, { actor: 'lead', at: NOW.toISOString() })

/** Cells of RFC 4180: CRLF between rows, doubled quotes inside quoted cells. */
const parseCsv = (text: string): string[][] => {
  const rows: string[][] = [[]]
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/y
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex
    const match = cell.exec(text)
    if (!match) throw new Error(`No cell at ${at}: ${text.slice(at, at + 30)}`)
    rows.at(-1)!.push(match[1]?.replaceAll('""', '"') ?? match[2]!)
    if (match[3] === '\r\n') rows.push([])
  }
  if (rows.at(-1)!.length === 0) rows.pop()
  return rows
}

const TEXTS = ['Oh 👩‍👧 dear, the 𝒜 garden', 'grew well.']
const passage = (turn: number, quote: string) => {
  const from = TEXTS[turn]!.indexOf(quote)
  return { turn: `t${turn}`, speaker: 's1', text: quote, from, to: from + quote.length }
}
const highlights = [
  highlightOf('h1', {
    passages: [passage(0, 'garden'), passage(1, 'grew')],
    codes: ['care'],
    memo: '=HYPERLINK("http://evil")',
    start: 1.25,
    end: 2.5,
  }),
  highlightOf('h2', { member: 'gone', passages: [passage(1, 'well.')], memo: '+1\n-2' }),
  highlightOf('h3', { status: 'deleted' }),
]
const collected = collectedOf([], {
  ontology,
  highlights,
  transcripts: new Map([['talk', transcriptOf(TEXTS)]]),
})

describe('CSV', () => {
  it('is RFC 4180 in UTF-8, a row for each coding, and no cell begins a formula', async () => {
    const files = await writtenBy(writeCsv, collected)
    const text = files['codings.csv']!
    expect(text.startsWith('\ufeff')).toBe(true)
    const [header, ...rows] = parseCsv(text.slice(1))
    const cells = rows.map(row => Object.fromEntries(row.map((cell, n) => [header![n], cell])))
    expect(cells).toMatchObject([
      {
        conversation: 'Title of talk',
        start: '1.25',
        end: '2.5',
        speakers: 'Juniper',
        analyst: 'Maria Realname',
        code: `'=Care, "tended"`,
        'code path': `'=Care, "tended"`,
        'applied as': '',
        quote: 'garden\ngrew',
        memo: `'=HYPERLINK("http://evil")`,
        'highlight id': 'h1',
      },
      { code: '', analyst: 'gone', quote: 'well.', memo: "'+1\n-2" },
      { quote: '', status: 'deleted', start: '' },
    ])
    for (const row of rows) expect(row).toHaveLength(header!.length)
    const codebook = parseCsv(files['codebook.csv']!.slice(1))
    expect(codebook[1]!.slice(0, 2)).toEqual(['care', `'=Care, "tended"`])
    expect(await writtenBy(writeCsv, collected)).toEqual(files)
  })

  it('has what codings count as by the leads’ decision, with what was applied', async () => {
    const part = Operation.parse({ type: 'create', id: 'given', name: 'Care given' })
    const split = applyOperation(ontology, part, { actor: 'lead', at: NOW.toISOString() }).ontology
    const files = await writtenBy(
      writeCsv,
      collectedOf([], {
        ontology: split,
        highlights: [
          highlightOf('h1', {
            codes: ['given', 'care'],
            codings: [{ applied: 'care', codes: ['given', 'care'] }],
          }),
          highlightOf('h2', { codes: [], codings: [{ applied: 'care', codes: [] }] }),
        ],
      }),
    )
    const [header, ...rows] = parseCsv(files['codings.csv']!.slice(1))
    const [code, applied] = ['code', 'applied as'].map(name => header!.indexOf(name))
    expect(rows.map(row => [row[code!], row[applied!]])).toEqual([
      ['Care given', `'=Care, "tended"`],
      [`'=Care, "tended"`, ''],
      ['', `'=Care, "tended"`],
    ])
  })

  it('of a workspace without anything has its header', async () => {
    const files = await writtenBy(writeCsv, collectedOf([]))
    expect(parseCsv(files['codings.csv']!.slice(1))).toHaveLength(1)
    expect(files['codebook.csv']).toMatch(/^\ufeffid,name,path,/)
  })
})

describe('JSON-LD', () => {
  it('is Web Annotation whose positions count code points of the transcript', async () => {
    const files = await writtenBy(writeJsonLd, collected)
    const collection = JSON.parse(files['annotations.jsonld']!)
    expect(collection).toMatchObject({
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      type: 'AnnotationCollection',
      label: 'River dialogues',
      total: 2,
      first: { type: 'AnnotationPage', startIndex: 0 },
    })
    const [one, two] = collection.first.items
    expect(one).toMatchObject({
      id: 'urn:polyphony:study/conversations/talk/layers/lead/highlights/h1',
      type: 'Annotation',
      motivation: 'classifying',
      creator: 'urn:polyphony:study/members/lead',
      body: [
        { type: 'SpecificResource', purpose: 'classifying', source: 'urn:polyphony:study/codes/care' },
        {
          type: 'TextualBody',
          purpose: 'commenting',
          value: '=HYPERLINK("http://evil")',
          format: 'text/plain',
        },
      ],
    })
    const whole = [...TEXTS.join('\n')]
    for (const [annotation, quote] of [
      [one, 'garden\ngrew'],
      [two, 'well.'],
    ]) {
      const [exact, position] = annotation.target[0].selector
      expect(exact).toEqual({ type: 'TextQuoteSelector', exact: quote })
      expect(position.type).toBe('TextPositionSelector')
      expect(whole.slice(position.start, position.end).join('')).toBe(quote)
    }
    expect(one.target[1]).toEqual({
      type: 'SpecificResource',
      source: 'urn:polyphony:study/conversations/talk/recording',
      selector: {
        type: 'FragmentSelector',
        conformsTo: 'http://www.w3.org/TR/media-frags/',
        value: 't=1.25,2.5',
      },
    })
    expect(two.target).toHaveLength(1)
    expect(two.motivation).toBe('highlighting')
    expect(JSON.stringify(collection)).not.toMatch(/Realname|example\.org/)
  })

  it('has the codebook as SKOS, with the identifiers the annotations use', async () => {
    const { 'codebook.jsonld': text } = await writtenBy(writeJsonLd, collected)
    const { '@context': context, '@graph': graph } = JSON.parse(text!)
    expect(context.skos).toBe('http://www.w3.org/2004/02/skos/core#')
    const [scheme, concept] = graph
    expect(scheme).toMatchObject({
      '@type': 'skos:ConceptScheme',
      title: 'River dialogues',
      created: NOW.toISOString(),
    })
    expect(concept).toMatchObject({ '@id': 'urn:polyphony:study/codes/care', '@type': 'skos:Concept' })
    expect(scheme.hasTopConcept).toEqual([concept['@id']])
  })
})

describe('relations between excerpts', () => {
  const end = (member: string, highlight: string) => ({ conversation: 'talk', member, highlight })
  const tie = {
    type: 'tension' as const,
    note: '=Both, "loudly"',
    conversation: 'talk',
    member: 'lead',
    createdAt: '2026-04-02T09:00:00.000Z',
  }
  const related = {
    ...collected,
    ties: [
      { ...tie, id: 'x1', from: end('lead', 'h1'), to: end('gone', 'h2') },
      { ...tie, id: 'x2', from: end('lead', 'h1'), to: end('gone', 'withdrawn') },
    ],
  }

  it('are a table of their own, with the words of both where they are there', async () => {
    const files = await writtenBy(writeCsv, related)
    const [header, ...rows] = parseCsv(files['relations.csv']!.slice(1))
    expect(rows.map(row => Object.fromEntries(row.map((cell, n) => [header![n], cell])))).toMatchObject([
      {
        relation: 'tension',
        quote: 'garden\ngrew',
        'other quote': 'well.',
        note: '\'=Both, "loudly"',
        analyst: 'Maria Realname',
      },
      { 'other quote': '', 'other highlight id': 'withdrawn' },
    ])
    expect(Object.keys(await writtenBy(writeCsv, collected))).not.toContain('relations.csv')
  })

  it('are annotations that link one to the other, where both are there', async () => {
    const files = await writtenBy(writeJsonLd, related)
    const { items } = JSON.parse(files['annotations.jsonld']!).first
    expect(items.filter((item: { motivation: string }) => item.motivation === 'linking')).toMatchObject([
      {
        id: 'urn:polyphony:study/conversations/talk/layers/lead/relations/x1',
        target: 'urn:polyphony:study/conversations/talk/layers/lead/highlights/h1',
        body: [
          { source: 'urn:polyphony:study/conversations/talk/layers/gone/highlights/h2' },
          { value: 'tension' },
          { value: '=Both, "loudly"' },
        ],
      },
    ])
  })
})

describe('comments of the team', () => {
  const message = (
    member: string,
    comment: string,
    changes: Partial<ThreadRecord['messages'][number]> = {},
  ): ThreadRecord['messages'][number] => ({
    member,
    comment,
    answers: null,
    text: `Words of ${comment}`,
    createdAt: '2026-04-03T09:00:00.000Z',
    editedAt: null,
    ...changes,
  })
  const settled: ThreadRecord = {
    key: 'lead/k1',
    place: { type: 'highlight', member: 'lead', highlight: 'h1' },
    resolved: true,
    resolving: { member: 'gone', at: '2026-04-04T09:00:00.000Z' },
    messages: [
      message('lead', 'k1', { text: '=cmd|"/c calc"' }),
      message('gone', 'k2', {
        answers: { member: 'lead', comment: 'k1' },
        editedAt: '2026-04-03T10:00:00.000Z',
      }),
    ],
  }
  const onCode: ThreadRecord = {
    key: 'gone/k3',
    place: { type: 'code', code: 'care' },
    resolved: false,
    resolving: null,
    messages: [
      message('gone', 'k3', { text: null }),
      message('lead', 'k4', { answers: { member: 'gone', comment: 'k3' } }),
    ],
  }
  const talked = { ...collected, threads: new Map([['talk', [settled, onCode]]]) }

  it('are a table with a row for each message, and what was taken back has no words', async () => {
    const files = await writtenBy(writeCsv, talked)
    const [header, ...rows] = parseCsv(files['comments.csv']!.slice(1))
    expect(rows.map(row => Object.fromEntries(row.map((cell, n) => [header![n], cell])))).toMatchObject([
      {
        conversation: 'Title of talk',
        state: 'resolved',
        quote: 'garden\ngrew',
        start: '1.25',
        code: '',
        author: 'Maria Realname',
        text: `'=cmd|"/c calc"`,
        'settled or reopened by': 'gone',
        'highlight id': 'h1',
        'answers comment id': '',
      },
      { author: 'gone', edited: '2026-04-03T10:00:00.000Z', 'answers comment id': 'k1' },
      { state: 'open', code: `'=Care, "tended"`, quote: '', text: '', 'taken back': 'yes' },
      { text: 'Words of k4', 'answers comment id': 'k3' },
    ])
    expect(Object.keys(await writtenBy(writeCsv, collected))).not.toContain('comments.csv')
  })

  it('are annotations of highlights, codes and each other', async () => {
    const files = await writtenBy(writeJsonLd, talked)
    const layers = 'urn:polyphony:study/conversations/talk/layers'
    expect(JSON.parse(files['annotations.jsonld']!).first.items.slice(2)).toMatchObject([
      {
        id: `${layers}/lead/comments/k1`,
        motivation: 'commenting',
        creator: 'urn:polyphony:study/members/lead',
        body: { value: '=cmd|"/c calc"' },
        target: `${layers}/lead/highlights/h1`,
      },
      {
        id: `${layers}/gone/comments/k2`,
        motivation: 'replying',
        modified: '2026-04-03T10:00:00.000Z',
        target: `${layers}/lead/comments/k1`,
      },
      {
        motivation: 'assessing',
        creator: 'urn:polyphony:study/members/gone',
        body: { value: 'resolved' },
        target: `${layers}/lead/comments/k1`,
      },
      { id: `${layers}/lead/comments/k4`, motivation: 'replying', target: `${layers}/gone/comments/k3` },
    ])
  })

  it('never come into the site', async () => {
    const files = await writtenBy(writeSite, { ...talked, findings: collectedOf([excerptOf('e1')]).findings })
    for (const content of Object.values(files)) expect(content).not.toMatch(/Words of k|calc/)
  })
})
