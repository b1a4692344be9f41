import { DataFactory, type Quad_Object, Writer } from 'n3'
import type { Ontology } from '../code.ts'
import { type SkosMeta, type SkosTerm, toSkos } from '../toSkos.ts'

const { namedNode, literal, quad } = DataFactory
const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'

/** The ontology as SKOS in Turtle: what `toSkos` says, in the other notation. */
export const toTurtle = (ontology: Ontology, meta: SkosMeta): string => {
  const { '@context': context, '@graph': graph } = toSkos(ontology, meta)
  const prefixes = Object.fromEntries(
    Object.entries(context).filter((entry): entry is [string, string] => /[#/]$/.test(String(entry[1]))),
  )
  const expand = (name: string): string => {
    const colon = name.indexOf(':')
    return `${prefixes[name.slice(0, colon)] ?? name.slice(0, colon + 1)}${name.slice(colon + 1)}`
  }
  const objectOf = (term: SkosTerm, value: string): Quad_Object => {
    if (typeof term === 'string') return literal(value)
    if (term['@type'] === '@id') return namedNode(value)
    if (term['@type']) return literal(value, namedNode(expand(term['@type'])))
    return literal(value, term['@language'])
  }
  const writer = new Writer({ prefixes })
  for (const node of graph) {
    const subject = namedNode(String(node['@id']))
    for (const [key, value] of Object.entries(node)) {
      if (key === '@id') continue
      if (key === '@type') {
        writer.addQuad(quad(subject, namedNode(RDF_TYPE), namedNode(expand(String(value)))))
        continue
      }
      const term = context[key]!
      const predicate = namedNode(expand(typeof term === 'string' ? term : term['@id']))
      for (const one of Array.isArray(value) ? value : [value])
        writer.addQuad(quad(subject, predicate, objectOf(term, String(one))))
    }
  }
  let turtle = ''
  writer.end((error, result: string) => {
    if (error) throw error
    turtle = result
  })
  return turtle
}
