import { addCluster, addNote, placeCards, readBoard, setOutcome } from '@polyphony/document'
import { applyOperation, emptyOntology } from '@polyphony/ontology'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { boardPicture, boardTable, wrap } from './boardFiles.ts'
import type { Describe } from './cardFacts.ts'

const { ontology } = applyOperation(
  emptyOntology,
  { type: 'create', id: 'heard', name: '=Heard & <seen>' },
  { actor: 'ada', at: '2026-03-14T09:00:00.000Z' },
)
const doc = new Y.Doc()
const area = { x: 0, y: 0, width: 300, height: 200 }
const cluster = addCluster(doc, { title: 'What, "holds"', colour: '#3355aa', ...area })
addCluster(doc, { title: 'Empty', colour: '#3355aa', ...area, y: 900 })
placeCards(doc, [
  { key: 'c/heard', x: 16, y: 60, cluster },
  { key: 'e/c1/m1/h1', x: 600, y: 0, cluster: null },
])
addNote(doc, { text: 'Two\nlines', x: 16, y: 150, cluster })
setOutcome(doc, cluster, { type: 'theme', code: 'heard', from: [], at: 0 })
const board = readBoard(doc)

const describe: Describe = card => ({
  kind: card.content.type,
  words: card.content.type === 'code' ? ontology.codes.heard!.name : card.text || 'I had been ill',
  more: card.content.type === 'excerpt' ? 'Ana · East wing' : '',
  colour: card.content.type === 'code' ? '#aa3355' : null,
  missing: false,
  dead: false,
  link: card.content.type === 'code' ? '/w/w1/codebook?code=heard' : null,
})
const source = { title: 'First <sort>', board, ontology, describe, origin: 'https://study.example' }

it('a table names cluster, what it became and each card, no formulas, and no words of excerpts', () => {
  expect(boardTable(source)).toBe(
    `\uFEFF${[
      'Cluster,Became,Card,Words,Id,Address',
      '"What, ""holds""",Theme “=Heard & <seen>”,Code,\'=Heard & <seen>,heard,https://study.example/w/w1/codebook?code=heard',
      `"What, ""holds""",Theme “=Heard & <seen>”,Note,"Two\nlines",${[...board.cards.keys()].find(key => key.startsWith('n/'))!.slice(2)},`,
      'Empty,,,,,',
      ',,Excerpt,Excerpt,c1/m1/h1,',
    ].join('\r\n')}\r\n`,
  )
})

it('a picture holds every card and cluster, escaped, and no words of excerpts', () => {
  const picture = boardPicture(source)
  for (const words of [
    'First &lt;sort&gt;',
    '=Heard &amp; &lt;seen&gt;',
    'Two lines',
    'What, &quot;holds&quot;',
    'Ana · East wing',
  ])
    expect(picture).toContain(words)
  expect(picture).not.toContain('I had been ill')
  expect(picture).not.toContain('<seen>')
})

it('lines break between words and the last says that more follows', () => {
  expect(wrap('one two three four five', 9, 5)).toEqual(['one two', 'three', 'four five'])
  expect(wrap('one two three four five six', 9, 2)).toEqual(['one two', 'three…'])
})
