import { describe, expect, it } from 'vitest'
import { ExchangeError } from './exchangeError.ts'
import { readSkos } from './readSkos.ts'

const PREFIXES = `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix : <http://example.org/thesaurus#> .
`
const foreign = `${PREFIXES}
:scheme a skos:ConceptScheme ; dct:title "Thesaurus"@en .
:work a skos:Concept ; skos:prefLabel "Work"@en, "Arbeit"@de ; skos:altLabel "Labour"@en ;
  skos:definition "What one does."@en ; skos:scopeNote "Paid or not."@en ; skos:example "I sweep."@en ;
  skos:notation "W" ; skos:narrower :pay ; skos:exactMatch <http://www.wikidata.org/entity/Q6958747> ;
  skos:editorialNote "Check."@en .
:pay a skos:Concept ; skos:prefLabel "Pay"@en ; skos:broader :work, :money ; skos:related :rest .
:money a skos:Concept ; skos:prefLabel "Money"@en .
:rest a skos:Concept ; skos:prefLabel "Rest"@en .
:wage a skos:Concept ; skos:prefLabel "Wage"@en ; owl:deprecated true ; dct:isReplacedBy :pay .
:all a skos:Collection ; skos:prefLabel "All"@en ; skos:member :work .
`
const refused = async (
  text: string,
  format?: 'turtle' | 'json-ld',
): Promise<[string, number | null, string]> => {
  try {
    await readSkos(text, { format })
  } catch (error) {
    if (error instanceof ExchangeError) return [error.code, error.line, error.message]
    throw error
  }
  throw new Error('It was read.')
}

describe('readSkos', () => {
  it('reads a thesaurus that others wrote', async () => {
    const { codebook, notes } = await readSkos(foreign)
    expect(codebook.title).toBe('Thesaurus')
    expect(codebook.entries).toMatchObject([
      {
        name: 'Work',
        notation: 'W',
        formerNames: ['Labour'],
        definition: { short: 'What one does.', full: 'Example: I sweep.', whenToUse: 'Paid or not.' },
        parent: null,
      },
      { name: 'Pay', parent: 'http://example.org/thesaurus#work' },
      { name: 'Money' },
      { name: 'Rest' },
      { name: 'Wage', status: 'merged', mergedInto: 'http://example.org/thesaurus#pay' },
    ])
    expect(codebook.relations).toMatchObject([{ type: 'connection' }])
    expect(codebook.mappings).toEqual([
      {
        code: 'http://example.org/thesaurus#work',
        scheme: 'http://www.wikidata.org/entity/',
        concept: 'Q6958747',
        match: 'exactMatch',
        note: '',
      },
    ])
    expect(notes.map(({ what, where }) => [what, ...where])).toEqual([
      ['collection-left-out', 'All'],
      ['language-left-out', 'work'],
      ['unknown-element', 'http://www.w3.org/2004/02/skos/core#editorialNote'],
      ['parent-second', 'Pay'],
      ['related-as-connection', 'Pay – Rest'],
    ])
    const german = await readSkos(foreign, { language: 'de' })
    expect(german.codebook.entries[0]?.name).toBe('Arbeit')
  })

  it('knows a concept again in another export', async () => {
    const ids = async () => (await readSkos(foreign)).codebook.entries.map(({ identity }) => identity)
    expect(await ids()).toEqual(await ids())
    expect((await ids())[0]).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('refuses what it cannot read, says where, and fetches nothing', async () => {
    expect(await refused(`${PREFIXES}:a a skos:Concept ;\n skos:prefLabel "A .\n`)).toMatchObject([
      'not-turtle',
      6,
      expect.stringMatching(/from line 6 on/),
    ])
    expect(await refused('{"@graph": [', 'json-ld')).toMatchObject([
      'not-json',
      null,
      expect.stringMatching(/cut off/),
    ])
    expect(await refused('"text"', 'json-ld')).toMatchObject(['not-json', null, expect.any(String)])
    expect(await refused('{"@context": "https://example.org/context.jsonld", "name": "x"}')).toEqual([
      'remote-context',
      null,
      'The file says what its terms mean at another address, https://example.org/context.jsonld, which is not asked. Put the context into the file, or convert it to Turtle.',
    ])
    expect(await refused(`${PREFIXES}:a :b :c .`)).toMatchObject(['no-codes', null, expect.any(String)])
  })
})
