import { type Code, isLive, type Ontology } from './code.ts'
import { codebookOf } from './exchange/codebook.ts'
import { conceptIri } from './exchange/schemeIri.ts'
import { successorOf } from './resolveCode.ts'
import { children, parentOf, path, roots, walk } from './tree.ts'

export interface SkosMeta {
  /** Start of every identifier, an absolute IRI without a trailing slash or hash. */
  baseUri: string
  title: string
  /** ISO 8601 */
  created: string
  /** BCP 47 tag of the names and definitions; `en` when left out. */
  language?: string
}

/** JSON-LD of a codebook: a context and a flat graph. */
export interface SkosDocument {
  '@context': Record<string, SkosTerm>
  '@graph': Record<string, unknown>[]
}
/** What a term of the context stands for. */
export type SkosTerm = string | { '@id': string; '@type'?: string; '@language'?: string }

/** Terms SKOS lacks; the README lists them. */
export const SKOS_VOCABULARY = 'urn:x-polyphony:ontology#'

const literal = (id: string, type: string) => ({ '@id': id, '@type': type })
const iri = (id: string) => ({ '@id': id, '@type': '@id' })

const context = (language: string): Record<string, SkosTerm> => {
  const text = (id: string) => ({ '@id': id, '@language': language })
  return {
    skos: 'http://www.w3.org/2004/02/skos/core#',
    dct: 'http://purl.org/dc/terms/',
    owl: 'http://www.w3.org/2002/07/owl#',
    xsd: 'http://www.w3.org/2001/XMLSchema#',
    poly: SKOS_VOCABULARY,
    title: text('dct:title'),
    created: literal('dct:created', 'xsd:dateTime'),
    prefLabel: text('skos:prefLabel'),
    altLabel: text('skos:altLabel'),
    definition: text('skos:definition'),
    scopeNote: text('skos:scopeNote'),
    note: text('skos:note'),
    historyNote: text('skos:historyNote'),
    notation: literal('skos:notation', 'poly:notation'),
    inScheme: iri('skos:inScheme'),
    hasTopConcept: iri('skos:hasTopConcept'),
    topConceptOf: iri('skos:topConceptOf'),
    broader: iri('skos:broader'),
    narrower: iri('skos:narrower'),
    exactMatch: iri('skos:exactMatch'),
    closeMatch: iri('skos:closeMatch'),
    broadMatch: iri('skos:broadMatch'),
    narrowMatch: iri('skos:narrowMatch'),
    relatedMatch: iri('skos:relatedMatch'),
    example: iri('skos:example'),
    isReplacedBy: iri('dct:isReplacedBy'),
    deprecated: literal('owl:deprecated', 'xsd:boolean'),
    colour: 'poly:colour',
    kind: 'poly:kind',
    status: 'poly:status',
    stance: 'poly:stance',
    position: literal('poly:position', 'xsd:integer'),
    shortDefinition: 'poly:shortDefinition',
    fullDefinition: 'poly:fullDefinition',
    whenToUse: 'poly:whenToUse',
    whenNotToUse: 'poly:whenNotToUse',
    splitInto: iri('poly:splitInto'),
    connection: iri('poly:connection'),
    tension: iri('poly:tension'),
    commonality: iri('poly:commonality'),
    relation: 'poly:relation',
    from: iri('poly:from'),
    to: iri('poly:to'),
    match: 'poly:match',
    fit: 'poly:fit',
    excerpt: iri('poly:excerpt'),
    remark: 'poly:remark',
  }
}

/** Leaves out what is empty. */
const compact = (node: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(node).filter(
      ([, value]) =>
        value !== '' &&
        value !== null &&
        value !== undefined &&
        !(Array.isArray(value) && value.length === 0),
    ),
  )

/** Groups pairs of a property and a value: `{ tension: [a, b] }`. */
const grouped = (pairs: [string, string][]): Record<string, string[]> => {
  const values: Record<string, string[]> = {}
  for (const [key, value] of pairs) {
    const known = values[key]
    if (!known) values[key] = [value]
    else if (!known.includes(value)) known.push(value)
  }
  return values
}

/**
 * The ontology as SKOS (W3C, 2009) in JSON-LD: a concept scheme with every code a concept. Merged, retired and
 * rejected codes stay as deprecated concepts outside the hierarchy, a merged one replaced by its successor. What SKOS
 * has no property for stands beside it in a vocabulary of our own, so that reading the file gives the same codebook.
 */
export const toSkos = (ontology: Ontology, meta: SkosMeta): SkosDocument => {
  const { baseUri, title, created, language = 'en' } = meta
  const scheme = `${baseUri}/ontology`
  const concept = (id: string) => `${baseUri}/codes/${id}`

  const links = new Map<string, [string, string][]>()
  const link = (id: string, property: string, value: string) => {
    const pairs = links.get(id)
    if (pairs) pairs.push([property, value])
    else links.set(id, [[property, value]])
  }
  const { relations, mappings, examples } = codebookOf(ontology)
  const statements: Record<string, unknown>[] = []
  for (const [i, { type, from, to, note }] of relations.entries()) {
    link(from, type, concept(to))
    link(to, type, concept(from))
    statements.push({
      '@id': `${baseUri}/relations/${i + 1}`,
      '@type': 'poly:Relation',
      relation: type,
      from: concept(from),
      to: concept(to),
      remark: note,
    })
  }
  for (const [i, { code, scheme: external, concept: target, match, note }] of mappings.entries()) {
    const to = conceptIri(baseUri, external, target)
    link(code, match, to)
    if (note)
      statements.push({
        '@id': `${baseUri}/mappings/${i + 1}`,
        '@type': 'poly:Mapping',
        match,
        from: concept(code),
        to,
        remark: note,
      })
  }
  for (const [i, { code, fit, excerpt, note }] of examples.entries()) {
    const { conversation, member, highlight } = excerpt
    const passage = `${baseUri}/conversations/${conversation}/layers/${member}/highlights/${highlight}`
    if (fit === 'typical') link(code, 'example', passage)
    statements.push({
      '@id': `${baseUri}/examples/${i + 1}`,
      '@type': 'poly:Example',
      fit,
      from: concept(code),
      excerpt: passage,
      remark: note,
    })
  }
  const positions = new Map([...walk(ontology)].map(({ code }, i) => [code.id, i + 1]))

  const conceptOf = (code: Code) => {
    const live = isLive(code)
    const parent = live ? parentOf(ontology, code) : null
    const successor = code.mergedInto === null ? null : successorOf(ontology, code.id)
    const { definition } = code
    return compact({
      '@id': concept(code.id),
      '@type': 'skos:Concept',
      inScheme: scheme,
      prefLabel: code.name,
      // A label is preferred or alternative, never both (SKOS S13).
      altLabel: [...new Set(code.formerNames)].filter(name => name !== code.name),
      notation: code.notation,
      definition: definition.short || definition.full,
      note: definition.short ? definition.full : '',
      scopeNote: [definition.whenToUse, definition.whenNotToUse && `Not: ${definition.whenNotToUse}`].filter(
        Boolean,
      ),
      broader: parent && concept(parent.id),
      topConceptOf: live && !parent ? scheme : null,
      narrower: live ? children(ontology, code.id).map(child => concept(child.id)) : [],
      isReplacedBy: successor && concept(successor.id),
      deprecated: live ? null : true,
      historyNote: code.reason,
      colour: code.colour,
      kind: code.kind,
      status: code.status,
      stance: code.stance,
      position: positions.get(code.id),
      shortDefinition: definition.short,
      fullDefinition: definition.full,
      whenToUse: definition.whenToUse,
      whenNotToUse: definition.whenNotToUse,
      splitInto: code.splitInto.map(concept),
      created: code.createdAt,
      ...grouped(links.get(code.id) ?? []),
    })
  }

  // Readers of the file meet a code after everything it stands under.
  const ordered = Object.values(ontology.codes).sort(
    (a, b) =>
      Number(isLive(b)) - Number(isLive(a)) ||
      path(ontology, a.id).length - path(ontology, b.id).length ||
      (a.id < b.id ? -1 : 1),
  )
  return {
    '@context': context(language),
    '@graph': [
      compact({
        '@id': scheme,
        '@type': 'skos:ConceptScheme',
        title,
        created,
        hasTopConcept: roots(ontology).map(code => concept(code.id)),
      }),
      ...ordered.map(conceptOf),
      ...statements.map(compact),
    ],
  }
}
