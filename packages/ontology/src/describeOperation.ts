import type { Ontology } from './code.ts'
import type { Operation } from './operation.ts'
import { findCode } from './resolveCode.ts'

/**
 * One operation in words, to follow the name of who did it: `merged “A” into “B”`. Codes are named as they are called
 * in the ontology given, new ones as they were created.
 */
export const describeOperation = (operation: Operation, ontology: Ontology): string => {
  const name = (id: string | null): string => `“${(id && findCode(ontology, id)?.name) || id}”`
  const list = (ids: readonly string[]) => ids.map(name).join(', ')
  switch (operation.type) {
    case 'create':
      return `${operation.proposed ? 'proposed' : 'created'} “${operation.name}”${operation.parent ? ` under ${name(operation.parent)}` : ''}`
    case 'rename': {
      const code = findCode(ontology, operation.id)
      const former = code?.name === operation.name ? code.formerNames.at(-1) : code?.name
      return `renamed “${former ?? operation.id}” to “${operation.name}”`
    }
    case 'define':
      return `described ${name(operation.id)}`
    case 'recolour':
      return `recoloured ${name(operation.id)}`
    case 'move':
      return `moved ${name(operation.id)} ${operation.parent ? `under ${name(operation.parent)}` : 'to the top level'}`
    case 'merge':
      return `merged ${list(operation.ids)} into ${name(operation.into)}`
    case 'unmerge':
      return `unmerged ${name(operation.id)}`
    case 'split':
      return `split ${name(operation.id)} into ${operation.into.map(part => `“${part.name}”`).join(', ')}`
    case 'retire':
      return `retired ${name(operation.id)}`
    case 'restore':
      return `restored ${name(operation.id)}`
    case 'adopt':
      return `adopted ${name(operation.id)}`
    case 'reject':
      return `rejected ${name(operation.id)}`
    case 'relate':
      return `marked a ${operation.relation} between ${name(operation.from)} and ${name(operation.to)}`
    case 'unrelate':
      return 'removed a relation'
    case 'map':
      return `mapped ${name(operation.code)} to ${operation.concept}`
    case 'unmap':
      return 'removed a mapping'
    case 'undo': {
      const codes = operation.codes.map(change => change.id)
      return codes.length > 0 ? `took back a change of ${list(codes)}` : 'took back a change'
    }
  }
}
