import type { ExcerptRef } from '../code.ts'
import { withoutRecord, withRecord } from '../codesIndex.ts'
import { OntologyError } from '../ontologyError.ts'
import { type Apply, needLive } from './operationOf.ts'

export const relateCodes: Apply<'relate'> = (ontology, { id, relation, from, to, note }) => {
  const one = needLive(ontology, from)
  const other = needLive(ontology, to)
  if (from === to)
    throw new OntologyError('related-to-itself', `“${one.name}” cannot be in ${relation} with itself.`)
  if (Object.hasOwn(ontology.relations, id))
    throw new OntologyError('duplicate-id', `There is already a relation ${id}.`)
  // The three relations read the same both ways.
  const known = Object.values(ontology.relations).find(
    r => r.type === relation && ((r.from === from && r.to === to) || (r.from === to && r.to === from)),
  )
  if (known)
    throw new OntologyError(
      'duplicate-relation',
      `“${one.name}” and “${other.name}” are already marked as ${relation}.`,
    )
  return withRecord(ontology, 'relations', { id, type: relation, from, to, note })
}

export const unrelateCodes: Apply<'unrelate'> = (ontology, { id }) => {
  if (!Object.hasOwn(ontology.relations, id))
    throw new OntologyError('unknown-relation', `There is no relation ${id}.`)
  return withoutRecord(ontology, 'relations', id)
}

export const mapCode: Apply<'map'> = (ontology, { id, code, scheme, concept, match, note }) => {
  const { name } = needLive(ontology, code)
  if (Object.hasOwn(ontology.mappings, id))
    throw new OntologyError('duplicate-id', `There is already a mapping ${id}.`)
  const known = Object.values(ontology.mappings).find(
    m => m.code === code && m.scheme === scheme && m.concept === concept,
  )
  if (known) throw new OntologyError('duplicate-mapping', `“${name}” is already mapped to ${concept}.`)
  return withRecord(ontology, 'mappings', { id, code, scheme, concept, match, note })
}

export const unmapCode: Apply<'unmap'> = (ontology, { id }) => {
  if (!Object.hasOwn(ontology.mappings, id))
    throw new OntologyError('unknown-mapping', `There is no mapping ${id}.`)
  return withoutRecord(ontology, 'mappings', id)
}

const isSame = (a: ExcerptRef, b: ExcerptRef): boolean =>
  a.highlight === b.highlight && a.member === b.member && a.conversation === b.conversation

export const citeExcerpt: Apply<'cite'> = (ontology, { id, code, fit, excerpt, note }) => {
  const { name } = needLive(ontology, code)
  if (Object.hasOwn(ontology.examples, id))
    throw new OntologyError('duplicate-id', `There is already an example ${id}.`)
  const known = Object.values(ontology.examples).find(e => e.code === code && isSame(e.excerpt, excerpt))
  if (known)
    throw new OntologyError(
      'duplicate-example',
      `This excerpt is already a${known.fit === 'typical' ? ' typical' : 'n atypical'} example of “${name}”. Take that one away first.`,
    )
  return withRecord(ontology, 'examples', { id, code, fit, excerpt, note })
}

export const unciteExcerpt: Apply<'uncite'> = (ontology, { id }) => {
  if (!Object.hasOwn(ontology.examples, id))
    throw new OntologyError('unknown-example', `There is no example ${id}.`)
  return withoutRecord(ontology, 'examples', id)
}
