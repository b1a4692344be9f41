import type { Ontology, Revision } from '@polyphony/ontology'
import { codebook } from '../../text/codebook.ts'

const { did, unknownCode } = codebook

/** What a code was called before a renaming, as far as its former names tell. */
const nameBefore = (ontology: Ontology, { id, name }: { id: string; name: string }): string | undefined => {
  const code = ontology.codes[id]
  if (!code) return undefined
  const names = [...code.formerNames, code.name]
  const at = names.indexOf(name)
  return at > 0 ? names[at - 1] : code.formerNames.at(-1)
}

/** What a revision did, in words that continue "Mona …". Codes are called as they are called now. */
export const describeRevision = (
  ontology: Ontology,
  { operation, omitted = 0 }: Pick<Revision, 'operation'> & Partial<Pick<Revision, 'omitted'>>,
  /** What the concepts of schemes are called; as they are written, where it is left out. */
  conceptTitle: (mapping: { scheme: string; concept: string }) => string = ({ concept }) => concept,
): string => {
  const name = (id: string): string => ontology.codes[id]?.name ?? unknownCode
  const maybe = (id: string | null): string | null => (id === null ? null : name(id))
  switch (operation.type) {
    case 'create':
      return operation.proposed
        ? did.propose(operation.name)
        : did.create(operation.name, maybe(operation.parent))
    case 'rename':
      return did.rename(nameBefore(ontology, operation) ?? operation.name, operation.name)
    case 'move':
      return did.move(name(operation.id), maybe(operation.parent))
    case 'recast':
      return did.recast(name(operation.id), operation.kind, maybe(operation.parent))
    case 'merge':
      return did.merge(operation.ids.map(name), name(operation.into))
    case 'split':
      return did.split(name(operation.id), [
        ...operation.into.map(part => part.name),
        ...operation.also.map(name),
      ])
    case 'relate':
      return did.relate(operation.relation, name(operation.from), name(operation.to))
    case 'map':
      return did.map(name(operation.code), conceptTitle(operation))
    case 'unrelate':
      return did.unrelate
    case 'unmap':
      return did.unmap
    case 'cite':
      return did.cite(name(operation.code))
    case 'uncite':
      return did.uncite
    case 'batch':
      return did.batch(operation.title, operation.steps.length + omitted)
    case 'undo':
      return did.undo(operation.codes.map(change => name(change.id)))
    default:
      return did[operation.type](name(operation.id))
  }
}
