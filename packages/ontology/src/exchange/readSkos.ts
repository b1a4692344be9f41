/// <reference path="./jsonld.d.ts" />
import jsonld from 'jsonld'
import { Parser } from 'n3'
import { CodeKind, CodeStatus, MatchType, OntologyId, RelationType, Stance } from '../code.ts'
import { SKOS_VOCABULARY } from '../toSkos.ts'
import type { Codebook, CodebookEntry } from './codebook.ts'
import { readColour } from './colour.ts'
import { decodeText } from './decodeText.ts'
import { ExchangeError } from './exchangeError.ts'
import { type ExchangeNote, ExchangeReport } from './exchangeReport.ts'
import { guidOf, readGuid } from './guid.ts'
import { readConceptIri } from './schemeIri.ts'

const SKOS = 'http://www.w3.org/2004/02/skos/core#'
const SKOS_XL = 'http://www.w3.org/2008/05/skos-xl#'
const DCT = 'http://purl.org/dc/terms/'
const DC = 'http://purl.org/dc/elements/1.1/'
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const RDFS = 'http://www.w3.org/2000/01/rdf-schema#'
const OWL = 'http://www.w3.org/2002/07/owl#'
const POLY = SKOS_VOCABULARY

interface Term {
  termType: string
  value: string
  language?: string
}
interface Triple {
  subject: Term
  predicate: Term
  object: Term
}

const parseTurtle = (text: string): Triple[] => {
  try {
    return new Parser().parse(text)
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause
    const line = Number(/ on line (\d+)/.exec(cause.message)?.[1] ?? 0) || null
    throw new ExchangeError(
      'not-turtle',
      `The file is not Turtle${line ? `, from line ${line} on` : ''}: ${cause.message.replace(/ on line \d+\.?$/, '')}. Check that line, or export the file again.`,
      { line, cause },
    )
  }
}

const parseJsonLd = async (text: string): Promise<Triple[]> => {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    throw new ExchangeError(
      'not-json',
      `The file is not JSON: ${cause.message}. It may have been cut off; export it again.`,
      { cause },
    )
  }
  if (typeof document !== 'object' || document === null)
    throw new ExchangeError('not-json', 'The file is JSON, but no JSON-LD: it holds no object.')
  let asked: string | null = null
  try {
    return await jsonld.toRDF(document, {
      documentLoader: url => {
        asked = url
        return Promise.reject(new Error(`${url} is not fetched.`))
      },
    })
  } catch (cause) {
    if (asked !== null)
      throw new ExchangeError(
        'remote-context',
        `The file says what its terms mean at another address, ${asked}, which is not asked. Put the context into the file, or convert it to Turtle.`,
        { cause },
      )
    throw new ExchangeError(
      'not-json',
      `The file is JSON, but no JSON-LD that can be read: ${(cause as Error).message}`,
      { cause },
    )
  }
}

/** What is said of each thing, by property. */
class Graph {
  readonly #statements = new Map<string, Map<string, Term[]>>()

  constructor(triples: Iterable<Triple>) {
    for (const { subject, predicate, object } of triples) {
      const of = this.#statements.get(subject.value) ?? new Map<string, Term[]>()
      this.#statements.set(subject.value, of)
      const known = of.get(predicate.value)
      if (known) known.push(object)
      else of.set(predicate.value, [object])
    }
  }

  get subjects(): string[] {
    return [...this.#statements.keys()]
  }

  properties(subject: string): string[] {
    return [...(this.#statements.get(subject)?.keys() ?? [])]
  }

  all(subject: string, property: string): Term[] {
    return this.#statements.get(subject)?.get(property) ?? []
  }

  one(subject: string, property: string): string | null {
    return this.all(subject, property)[0]?.value ?? null
  }

  ofType(type: string): string[] {
    return this.subjects.filter(subject =>
      this.all(subject, `${RDF}type`).some(({ value }) => value === type),
    )
  }
}

const READ = new Set([
  ...['prefLabel', 'altLabel', 'notation', 'definition', 'note', 'scopeNote', 'example', 'historyNote'].map(
    p => SKOS + p,
  ),
  ...['broader', 'narrower', 'related', 'inScheme', 'topConceptOf', ...MatchType.options].map(p => SKOS + p),
  ...['prefLabel', 'altLabel'].map(p => SKOS_XL + p),
  `${RDF}type`,
  `${RDFS}label`,
  `${OWL}deprecated`,
  `${DCT}isReplacedBy`,
  `${DCT}created`,
  `${DCT}identifier`,
])

/** One of a few words, or null. */
const oneOf = <T>(schema: { safeParse: (text: unknown) => { data?: T } }, text: string | null): T | null =>
  schema.safeParse(text).data ?? null

const excerptOf = (iri: string) => {
  const [, conversation, member, highlight] =
    /\/conversations\/([^/]+)\/layers\/([^/]+)\/highlights\/([^/]+)$/.exec(iri) ?? []
  const ids = [conversation, member, highlight].map(id => OntologyId.safeParse(id).data)
  if (!ids[0] || !ids[1] || !ids[2]) return null
  return { conversation: ids[0], member: ids[1], highlight: ids[2] }
}

/** The languages of some texts, the one that most are in first; empty for those that name none. */
const languagesOf = (texts: readonly Term[]): string[] => {
  const times = new Map<string, number>()
  for (const { language = '' } of texts) times.set(language, (times.get(language) ?? 0) + 1)
  return [...times].sort((a, b) => b[1] - a[1]).map(([language]) => language)
}

const readGraph = (
  graph: Graph,
  report: ExchangeReport,
  options: { language?: string },
): { codebook: Codebook; languages: string[] } => {
  const concepts = graph.ofType(`${SKOS}Concept`)
  if (concepts.length === 0)
    throw new ExchangeError('no-codes', 'The file names no SKOS concepts. There is nothing to import.')
  const known = new Set(concepts)
  const scheme = graph.ofType(`${SKOS}ConceptScheme`)[0] ?? null
  const baseUri = scheme?.endsWith('/ontology') ? scheme.slice(0, -'/ontology'.length) : null
  for (const collection of [
    ...graph.ofType(`${SKOS}Collection`),
    ...graph.ofType(`${SKOS}OrderedCollection`),
  ])
    report.add('collection-left-out', graph.one(collection, `${SKOS}prefLabel`) ?? collection)

  const labelsOf = (concept: string, label: 'prefLabel' | 'altLabel'): Term[] => [
    ...graph.all(concept, SKOS + label),
    ...graph.all(concept, SKOS_XL + label).flatMap(({ value }) => graph.all(value, `${SKOS_XL}literalForm`)),
  ]
  const languages = languagesOf(concepts.flatMap(concept => labelsOf(concept, 'prefLabel')))
  const language = options.language ?? languages[0] ?? ''
  /** Texts in the language of the codebook, else those in none, else those in another. */
  const inLanguage = (terms: readonly Term[], where: string): string[] => {
    for (const wanted of [language, '', terms[0]?.language ?? '']) {
      const found = terms.filter(term => (term.language ?? '') === wanted)
      if (found.length === 0) continue
      for (let left = terms.length - found.length; left > 0; left--) report.add('language-left-out', where)
      return found.map(({ value }) => value)
    }
    return []
  }

  const called = (concept: string): string => graph.one(concept, `${SKOS}prefLabel`) ?? concept

  const broader = new Map<string, string[]>()
  const stands = (concept: string, under: string) => {
    if (!known.has(concept) || !known.has(under)) return
    const parents = broader.get(concept) ?? []
    if (!parents.includes(under)) broader.set(concept, [...parents, under])
  }
  for (const concept of concepts)
    for (const { value } of graph.all(concept, `${SKOS}broader`)) stands(concept, value)
  for (const concept of concepts)
    for (const { value } of graph.all(concept, `${SKOS}narrower`)) stands(value, concept)

  const entryOf = (concept: string): CodebookEntry => {
    const local = concept.slice(Math.max(concept.lastIndexOf('/'), concept.lastIndexOf('#')) + 1)
    const own =
      baseUri !== null && concept === `${baseUri}/codes/${local}` && OntologyId.safeParse(local).success
    const label = inLanguage(labelsOf(concept, 'prefLabel'), local)[0] ?? graph.one(concept, `${RDFS}label`)
    if (label === null || label === undefined) report.add('name-missing', concept)
    const name = label ?? local
    const texts = (property: string) => inLanguage(graph.all(concept, SKOS + property), name)
    const exact = (property: string) => graph.one(concept, POLY + property) ?? ''
    const isOurs = graph.one(concept, `${POLY}status`) !== null
    const definitions = texts('definition')
    const examples = graph
      .all(concept, `${SKOS}example`)
      .filter(({ termType }) => termType === 'Literal')
      .map(({ value }) => `Example: ${value}`)
    const definition = isOurs
      ? {
          short: exact('shortDefinition'),
          full: exact('fullDefinition'),
          whenToUse: exact('whenToUse'),
          whenNotToUse: exact('whenNotToUse'),
        }
      : {
          short: definitions[0] ?? '',
          full: [...definitions.slice(1), ...texts('note'), ...examples].join('\n\n'),
          whenToUse: texts('scopeNote').join('\n\n'),
        }
    for (const property of graph.properties(concept))
      if (!READ.has(property) && !property.startsWith(POLY)) report.add('unknown-element', property)
    const parents = broader.get(concept) ?? []
    if (parents.length > 1) report.add('parent-second', name)
    const replacedBy = graph.one(concept, `${DCT}isReplacedBy`)
    const deprecated = /^(?:true|1)$/.test(graph.one(concept, `${OWL}deprecated`) ?? '')
    const status =
      oneOf(CodeStatus, graph.one(concept, `${POLY}status`)) ??
      (deprecated ? (replacedBy && known.has(replacedBy) ? 'merged' : 'retired') : 'adopted')
    const live = status === 'adopted' || status === 'proposed'
    const colour = graph.one(concept, `${POLY}colour`)
    return {
      key: concept,
      identity: own ? local : (readGuid(concept.replace(/^urn:uuid:/i, '')) ?? guidOf(concept)),
      name,
      parent: live ? (parents[0] ?? null) : null,
      kind: oneOf(CodeKind, graph.one(concept, `${POLY}kind`)),
      status: status === 'merged' && !(replacedBy && known.has(replacedBy)) ? 'retired' : status,
      colour: colour && readColour(colour),
      definition,
      stance: oneOf(Stance, graph.one(concept, `${POLY}stance`)),
      notation: graph.one(concept, `${SKOS}notation`),
      formerNames: inLanguage(labelsOf(concept, 'altLabel'), name),
      mergedInto: status === 'merged' && replacedBy && known.has(replacedBy) ? replacedBy : null,
      reason: live ? null : (texts('historyNote')[0] ?? null),
    }
  }

  const positionOf = (concept: string) => Number(graph.one(concept, `${POLY}position`) ?? Number.NaN)
  const ordered = concepts
    .map((concept, i) => ({ concept, position: positionOf(concept), i }))
    // Those without a position keep their place in the file, after those that have one.
    .sort(
      (a, b) =>
        (a.position || Number.MAX_SAFE_INTEGER) - (b.position || Number.MAX_SAFE_INTEGER) || a.i - b.i,
    )
  const codebook: Codebook = {
    title:
      scheme &&
      (graph.one(scheme, `${DCT}title`) ??
        graph.one(scheme, `${DC}title`) ??
        graph.one(scheme, `${SKOS}prefLabel`) ??
        graph.one(scheme, `${RDFS}label`)),
    origin: null,
    entries: ordered.map(({ concept }) => entryOf(concept)),
    relations: [],
    mappings: [],
    examples: [],
  }

  const numbered = (type: string) => {
    const number = (subject: string) => Number(/(\d+)$/.exec(subject)?.[1] ?? 0)
    return graph.ofType(POLY + type).sort((a, b) => number(a) - number(b))
  }
  const pairs = new Set<string>()
  const relate = (type: RelationType, from: string, to: string, note: string) => {
    const key = JSON.stringify([type, ...[from, to].sort()])
    if (pairs.has(key)) return false
    pairs.add(key)
    codebook.relations.push({ type, from, to, note })
    return true
  }
  for (const statement of numbered('Relation')) {
    const type = oneOf(RelationType, graph.one(statement, `${POLY}relation`))
    const from = graph.one(statement, `${POLY}from`)
    const to = graph.one(statement, `${POLY}to`)
    if (type && from && to) relate(type, from, to, graph.one(statement, `${POLY}remark`) ?? '')
  }
  const remarks = new Map<string, string>()
  for (const statement of numbered('Mapping')) {
    const ends = ['match', 'from', 'to'].map(property => graph.one(statement, POLY + property))
    remarks.set(JSON.stringify(ends), graph.one(statement, `${POLY}remark`) ?? '')
  }
  for (const concept of concepts) {
    for (const type of RelationType.options)
      for (const { value } of graph.all(concept, POLY + type)) relate(type, concept, value, '')
    for (const { value } of graph.all(concept, `${SKOS}related`))
      if (relate('connection', concept, value, ''))
        report.add('related-as-connection', `${called(concept)} – ${called(value)}`)
    for (const match of MatchType.options)
      for (const { value, termType } of graph.all(concept, SKOS + match))
        if (termType === 'NamedNode')
          codebook.mappings.push({
            code: concept,
            ...readConceptIri(baseUri, value),
            match,
            note: remarks.get(JSON.stringify([match, concept, value])) ?? '',
          })
  }
  for (const statement of numbered('Example')) {
    const code = graph.one(statement, `${POLY}from`)
    const excerpt = excerptOf(graph.one(statement, `${POLY}excerpt`) ?? '')
    const fit = graph.one(statement, `${POLY}fit`) === 'atypical' ? 'atypical' : 'typical'
    if (code && excerpt)
      codebook.examples.push({ code, fit, excerpt, note: graph.one(statement, `${POLY}remark`) ?? '' })
    else report.add('link-dangling', statement)
  }
  return { codebook, languages }
}

/**
 * Reads a SKOS concept scheme, ours or another, from Turtle or JSON-LD. Nothing is fetched: a JSON-LD file brings its
 * context along. What was left out or decided is in `notes`.
 * @throws ExchangeError where it cannot be read
 */
export const readSkos = async (
  file: string | Uint8Array,
  options: {
    /** Told from the first sign of the file when left out. */
    format?: 'turtle' | 'json-ld'
    /** BCP 47 tag; the one that most names are in when left out. */
    language?: string
  } = {},
): Promise<{
  codebook: Codebook
  notes: ExchangeNote[]
  /** Of the names, the one that most are in first; `''` where none is told. */
  languages: string[]
}> => {
  const text = decodeText(file)
  const format = options.format ?? (/^\s*[{[]\s*["{\]}]/.test(text) ? 'json-ld' : 'turtle')
  const report = new ExchangeReport()
  const triples = format === 'turtle' ? parseTurtle(text) : await parseJsonLd(text)
  return { ...readGraph(new Graph(triples), report, options), notes: report.notes }
}
