import type { Ontology } from './code.ts'
import type { Operation } from './operation.ts'
import { type NamedCode, operationFacts } from './operationFacts.ts'

const quote = ({ name }: Pick<NamedCode, 'name'>): string => `“${name}”`
const list = (codes: readonly NamedCode[]): string => codes.map(quote).join(', ')

/**
 * One operation in English, to follow the name of who did it: `merged “A” into “B”`. Codes are named as they are called
 * in the ontology given, new ones as they were created; concepts of schemes as `conceptTitle` calls them, else by their
 * id. Other languages build on `operationFacts`.
 */
export const describeOperation = (
  operation: Operation,
  ontology: Ontology,
  conceptTitle?: (mapping: { scheme: string; concept: string }) => string,
): string => {
  const { codes, parts, target, formerName, proposed, relation, concept, title, steps } = operationFacts(
    operation,
    ontology,
  )
  const names = list(codes)
  const leadsTo = concept && (conceptTitle ? quote({ name: conceptTitle(concept) }) : concept.concept)
  const under = target ? ` under ${quote(target)}` : ''
  switch (operation.type) {
    case 'create':
      return `${proposed ? 'proposed' : 'created'} ${names}${under}`
    case 'rename':
      return `renamed ${quote({ name: formerName ?? operation.id })} to ${names}`
    case 'define':
      return `described ${names}`
    case 'recolour':
      return `recoloured ${names}`
    case 'move':
      return `moved ${names}${under || ' to the top level'}`
    case 'recast':
      return `made ${names} ${operation.kind}${under}`
    case 'merge':
      return `merged ${names} into ${quote(target!)}`
    case 'unmerge':
      return `unmerged ${names}`
    case 'split':
      return `split ${names} into ${list(parts)}`
    case 'retire':
      return `retired ${names}`
    case 'restore':
      return `restored ${names}`
    case 'adopt':
      return `adopted ${names}`
    case 'reject':
      return `rejected ${names}`
    case 'relate':
      return `marked a ${relation} between ${names} and ${quote(target!)}`
    case 'unrelate':
      return target
        ? `took the ${relation} between ${names} and ${quote(target)} away`
        : 'took a relation away'
    case 'map':
      return `mapped ${names} to ${leadsTo}`
    case 'unmap':
      return leadsTo ? `took the mapping of ${names} to ${leadsTo} away` : 'took a mapping away'
    case 'cite':
      return `named an excerpt as ${operation.fit === 'typical' ? 'a typical' : 'an atypical'} example of ${names}`
    case 'uncite':
      return codes.length > 0 ? `took an example of ${names} away` : 'took an example away'
    case 'batch':
      return `${title} (${steps} ${steps === 1 ? 'change' : 'changes'})`
    case 'undo':
      return codes.length > 0 ? `took back a change of ${names}` : 'took back a change'
  }
}
