import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyOperation } from '../applyOperation.ts'
import { checkOntology } from '../checkOntology.ts'
import { emptyOntology, type Ontology } from '../code.ts'
import { build, context, create } from '../testing/build.ts'
import { draws, runDraws } from '../testing/drawOperations.ts'
import { toSkos } from '../toSkos.ts'
import { walk } from '../tree.ts'
import { type Codebook, type CodebookEntry, codebookOf } from './codebook.ts'
import { guidOf } from './guid.ts'
import type { OnMatch } from './importing/importPlan.ts'
import { planImport } from './importing/planImport.ts'
import { readCsv } from './readCsv.ts'
import { readQdc } from './readQdc.ts'
import { readSkos } from './readSkos.ts'
import { toCsv } from './toCsv.ts'
import { toQdc } from './toQdc.ts'
import { toTurtle } from './toTurtle.ts'

const RUNS = 200
const meta = { baseUri: 'https://example.org/w', title: 'Codes', created: '2026-03-14T09:00:00.000Z' }
const grown = (inputs: Parameters<typeof runDraws>[0]): Ontology =>
  runDraws(inputs).at(-1)?.ontology ?? emptyOntology

const numbered = () => {
  let n = 0
  return () => `new${n++}`
}
const imported = (codebook: Codebook, into: Ontology = emptyOntology, onMatch?: OnMatch): Ontology => {
  const { operation } = planImport(into, codebook, { newId: numbered(), title: 'Imported', onMatch })
  return operation ? applyOperation(into, operation, context).ontology : into
}

/** A codebook as it is compared: what has no order in the format is put into one. */
const comparable = ({ entries, relations, mappings, examples }: Codebook) => {
  const sorted = <T>(records: T[]) => records.map(record => JSON.stringify(record)).sort()
  return {
    entries: entries.map(entry => ({ ...entry, formerNames: [...entry.formerNames].sort() })),
    relations: sorted(relations.map(r => ({ type: r.type, note: r.note, ends: [r.from, r.to].sort() }))),
    mappings: sorted(mappings),
    examples: sorted(examples),
  }
}

describe(`what is exported and imported again is equal, ${RUNS} random ontologies a format`, () => {
  it('in SKOS, as JSON-LD', async () => {
    await fc.assert(
      fc.asyncProperty(draws, async inputs => {
        const ontology = grown(inputs)
        if (Object.keys(ontology.codes).length === 0) return
        const file = JSON.stringify(toSkos(ontology, meta))
        const back = imported((await readSkos(file)).codebook)
        checkOntology(back)
        expect(comparable(codebookOf(back))).toEqual(comparable(codebookOf(ontology)))
      }),
      { numRuns: RUNS },
    )
  })

  it('in SKOS, as Turtle', async () => {
    await fc.assert(
      fc.asyncProperty(draws, async inputs => {
        const ontology = grown(inputs)
        if (Object.keys(ontology.codes).length === 0) return
        const back = imported((await readSkos(toTurtle(ontology, meta))).codebook)
        expect(comparable(codebookOf(back))).toEqual(comparable(codebookOf(ontology)))
      }),
      { numRuns: RUNS },
    )
  })

  it('in CSV, but for links', () => {
    fc.assert(
      fc.property(draws, inputs => {
        const ontology = grown(inputs)
        if (Object.keys(ontology.codes).length === 0) return
        const back = imported(readCsv(toCsv(ontology).text).codebook)
        const entries = (o: Ontology) => codebookOf(o).entries
        expect(entries(back)).toEqual(entries(ontology))
      }),
      { numRuns: RUNS },
    )
  })

  it('in REFI-QDA, living codes, but for links; ids become GUIDs, white space around a text is lost', () => {
    const trimmed = (entry: CodebookEntry, id: (id: string) => string) => ({
      ...entry,
      key: id(entry.key),
      identity: id(entry.key),
      parent: entry.parent && id(entry.parent),
      definition: Object.fromEntries(Object.entries(entry.definition).map(([k, text]) => [k, text.trim()])),
    })
    fc.assert(
      fc.property(draws, inputs => {
        const ontology = grown(inputs)
        const living = codebookOf(ontology).entries.filter(({ status }) =>
          /^(?:adopted|proposed)$/.test(status),
        )
        if (living.length === 0) return
        const { text, notes } = toQdc(ontology)
        const back = codebookOf(imported(readQdc(text).codebook)).entries
        expect(back.map(entry => trimmed(entry, id => id))).toEqual(
          living.map(entry => trimmed(entry, guidOf)),
        )
        const dead = Object.keys(ontology.codes).length - living.length
        expect(notes.find(({ what }) => what === 'out-of-use')?.count ?? 0).toBe(dead)
      }),
      { numRuns: RUNS },
    )
  })
})

describe(`a codebook imported where there are codes already, ${RUNS} random pairs`, () => {
  it('always applies, is one act that is taken back exactly, and importing it again changes nothing', () => {
    fc.assert(
      fc.property(
        draws,
        draws,
        fc.constantFrom<OnMatch>('keep', 'fill', 'replace'),
        (one, other, onMatch) => {
          const ontology = grown(one)
          const codebook = codebookOf(grown(other))
          const { operation } = planImport(ontology, codebook, {
            newId: numbered(),
            title: 'Imported',
            onMatch,
          })
          if (!operation) return
          const applied = applyOperation(ontology, operation, context)
          checkOntology(applied.ontology)
          expect({ ...build(applied.inverse, applied.ontology), revision: 0 }).toEqual({
            ...ontology,
            revision: 0,
          })
          const again = planImport(applied.ontology, codebook, {
            newId: () => `again${Math.random().toString(36).slice(2)}`,
            title: 'Again',
            onMatch: 'keep',
          })
          expect(again.codes.filter(({ action, by }) => action === 'create' && by !== null)).toEqual([])
        },
      ),
      { numRuns: RUNS },
    )
  })

  it('changes nothing of itself', () => {
    fc.assert(
      fc.property(draws, inputs => {
        const ontology = grown(inputs)
        for (const onMatch of ['keep', 'fill', 'replace'] as const) {
          const plan = planImport(ontology, codebookOf(ontology), {
            newId: numbered(),
            title: 'Same',
            onMatch,
          })
          expect(plan.operation).toBeNull()
        }
      }),
      { numRuns: RUNS },
    )
  })
})

describe('what is hard for a format', () => {
  const SCRIPTS = [
    'Ελληνικά',
    'Русский язык',
    'العربية ١',
    'עברית',
    'हिन्दी',
    'ภาษาไทย',
    '中文 信任',
    '한국어',
    'ქართული',
    'Straße',
    'İstanbul ı',
    '🙂 joy 👩‍👧',
    'ﬁne',
    'e\u0301tude',
    '\u202Eright to left\u202C',
  ]

  it('names in every script, and a tree 60 deep, come back from every format', async () => {
    const ontology = build([
      ...SCRIPTS.map((name, i) => create(`s${i}`, i % 3 === 0 ? null : `s${i - 1}`, name)),
      ...Array.from({ length: 60 }, (_, i) => create(`d${i}`, i === 0 ? null : `d${i - 1}`, `Level ${i}`)),
    ])
    const encoded = (text: string) => new TextEncoder().encode(text)
    const outline = (o: Ontology) => [...walk(o)].map(({ code, depth }) => `${depth} ${code.name}`)
    const books = [
      readQdc(encoded(toQdc(ontology).text)),
      readCsv(encoded(toCsv(ontology).text)),
      await readSkos(encoded(toTurtle(ontology, meta))),
      await readSkos(encoded(JSON.stringify(toSkos(ontology, meta)))),
    ]
    for (const { codebook, notes } of books) {
      expect(notes).toEqual([])
      expect(outline(imported(codebook))).toEqual(outline(ontology))
    }
  })
})
