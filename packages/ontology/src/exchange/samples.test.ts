import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { applyOperation } from '../applyOperation.ts'
import { emptyOntology, type Ontology } from '../code.ts'
import { starterOntology } from '../starterOntology.ts'
import { build, context } from '../testing/build.ts'
import { draws, runDraws } from '../testing/drawOperations.ts'
import { roots } from '../tree.ts'
import { type Codebook, codebookOf } from './codebook.ts'
import { planImport } from './importing/planImport.ts'
import { readQdc } from './readQdc.ts'
import { toQdc } from './toQdc.ts'

// The standard's schema and files that other programs wrote; they are not part of this repository.
const root = join(import.meta.dirname, '../../../..')
const samples = join(process.env.SAMPLES_DIR ?? join(root, '../shared/data'), 'refi-qda')
const isThere = existsSync(join(samples, 'xsd/Codebook.xsd'))
if (!isThere)
  console.warn(
    `No REFI-QDA samples at ${samples}: their tests are skipped. Name their folder with SAMPLES_DIR.`,
  )

const numbered = () => {
  let n = 0
  return () => `n${n++}`
}
const imported = (codebook: Codebook): Ontology => {
  const { operation } = planImport(emptyOntology, codebook, { newId: numbered(), title: 'Imported' })
  return operation ? applyOperation(emptyOntology, operation, context).ontology : emptyOntology
}
const problemsOf = async (text: string) => {
  const schema = readFileSync(join(samples, 'xsd/Codebook.xsd'), 'utf8')
  const { errors } = await validateXML({
    xml: [{ fileName: 'codebook.qdc', contents: text }],
    schema: [schema],
  })
  return errors.map(({ message }) => message)
}

describe.skipIf(!isThere)('REFI-QDA', () => {
  const RUNS = 12

  it(`is written valid against the schema of the standard (${RUNS} random ontologies, and the starter)`, async () => {
    expect(await problemsOf(toQdc(build(starterOntology(numbered()))).text)).toEqual([])
    await fc.assert(
      fc.asyncProperty(draws, async inputs => {
        const ontology = runDraws(inputs).at(-1)?.ontology ?? emptyOntology
        if (roots(ontology).length === 0) return
        expect(await problemsOf(toQdc(ontology).text)).toEqual([])
      }),
      { numRuns: RUNS },
    )
    // The validator finds what is not.
    expect(await problemsOf('<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/></CodeBook>')).not.toEqual([])
  })

  it.each(isThere ? readdirSync(join(samples, 'qdc')) : [])(
    'reads %s, writes it valid, and reads the same again',
    async file => {
      const { codebook } = readQdc(readFileSync(join(samples, 'qdc', file)))
      const first = imported(codebook)
      const { text } = toQdc(first)
      expect(await problemsOf(text)).toEqual([])
      const second = imported(readQdc(text).codebook)
      const plain = (ontology: Ontology) => {
        const { entries, mappings } = codebookOf(ontology)
        return {
          entries: entries.map(({ name, colour, definition, parent, kind }) => ({
            name,
            colour,
            definition,
            kind,
            parent: entries.find(({ key }) => key === parent)?.name ?? null,
          })),
          mappings: mappings.map(({ scheme, concept, match, note }) => ({ scheme, concept, match, note })),
        }
      }
      expect(plain(second)).toEqual(plain(first))
    },
  )

  it('takes a codebook of ATLAS.ti in and gives it out with its content unchanged: GUIDs, names, colours, texts, groups', () => {
    const file = readFileSync(join(samples, 'qdc/atlasti-win-23.4-requal-test.qdc'), 'utf8')
    const { codebook, notes } = readQdc(file)
    expect(notes.map(({ what, count }) => [what, count])).toEqual([['group-as-mapping', 1]])
    const { text, notes: lost } = toQdc(imported(codebook), { origin: 'ATLAS.ti Win 23.4.0' })
    expect(lost).toEqual([])
    // Case of GUIDs and colours means nothing, nor do white space, the order of attributes and the schema's address.
    const elements = (xml: string) =>
      [...xml.matchAll(/<(?!\?|\/)([\w:]+)([^>]*?)\/?>([^<]*)/g)].map(
        ([, name, attributes = '', content = '']) => [
          name,
          [...attributes.matchAll(/([\w:]+)="([^"]*)"/g)]
            .map(([, key, value]) => `${key}=${value?.toLowerCase()}`)
            .filter(attribute => !/^xsi:schemaLocation/.test(attribute))
            .sort(),
          content.trim(),
        ],
      )
    expect(elements(text)).toEqual(elements(file))
  })
})
