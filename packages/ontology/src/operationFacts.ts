import type { CodeKind, ExcerptRef, MatchType, Ontology, RelationType } from './code.ts'
import type { Operation, OperationType } from './operation.ts'
import { own } from './own.ts'
import { findCode } from './resolveCode.ts'

export interface NamedCode {
  id: string
  /** As it is called in the ontology asked; its id where that does not know it. */
  name: string
}

/** One operation as facts, for sentences in any language. */
export interface OperationFacts {
  type: OperationType
  /** The codes it is about; for a batch, in the order of its steps. */
  codes: NamedCode[]
  /** The parts of a split. */
  parts: NamedCode[]
  /** Parent, successor or the other end of a relation; null for the top level and where there is none. */
  target: NamedCode | null
  /** The name before a renaming. */
  formerName: string | null
  proposed: boolean
  /** What a code is for from then on; null where that does not change. */
  kind: CodeKind | null
  relation: RelationType | null
  /** What a code is mapped to. */
  concept: { scheme: string; concept: string; match: MatchType } | null
  excerpt: ExcerptRef | null
  /** A batch's own words for what it does. */
  title: string | null
  /** Steps of a batch; 1 for anything else. */
  steps: number
  /** Why, where it was said in the operation. */
  reason: string | null
}

/**
 * What an operation does, without a sentence around it. Codes are called as they are called in the ontology given, new
 * ones as they were created; given the ontology from before, links that the operation takes away are told too.
 */
export const operationFacts = (operation: Operation, ontology: Ontology): OperationFacts => {
  const called = (id: string): NamedCode => ({ id, name: findCode(ontology, id)?.name ?? id })
  const maybe = (id: string | null): NamedCode | null => (id === null ? null : called(id))
  const facts = (some: Partial<OperationFacts>): OperationFacts => ({
    type: operation.type,
    codes: [],
    parts: [],
    target: null,
    formerName: null,
    proposed: false,
    kind: null,
    relation: null,
    concept: null,
    excerpt: null,
    title: null,
    steps: 1,
    reason: 'reason' in operation ? operation.reason || null : null,
    ...some,
  })
  switch (operation.type) {
    case 'create': {
      const { id, name, parent, proposed } = operation
      return facts({ codes: [{ id, name }], target: maybe(parent), proposed })
    }
    case 'rename': {
      const { id, name } = operation
      const code = findCode(ontology, id)
      const former = code?.name === name ? code.formerNames.at(-1) : code?.name
      return facts({ codes: [{ id, name }], formerName: former ?? null })
    }
    case 'move':
      return facts({ codes: [called(operation.id)], target: maybe(operation.parent) })
    case 'recast':
      return facts({
        codes: [called(operation.id)],
        target: maybe(operation.parent),
        kind: operation.kind,
      })
    case 'merge':
      return facts({ codes: operation.ids.map(called), target: called(operation.into) })
    case 'split': {
      const parts = [...operation.into.map(({ id, name }) => ({ id, name })), ...operation.also.map(called)]
      return facts({ codes: [called(operation.id)], parts })
    }
    case 'relate':
      return facts({
        codes: [called(operation.from)],
        target: called(operation.to),
        relation: operation.relation,
      })
    case 'unrelate': {
      const relation = own(ontology.relations, operation.id)
      if (!relation) return facts({})
      return facts({
        codes: [called(relation.from)],
        target: called(relation.to),
        relation: relation.type,
      })
    }
    case 'map':
      return facts({ codes: [called(operation.code)], concept: operation })
    case 'unmap': {
      const mapping = own(ontology.mappings, operation.id)
      return mapping ? facts({ codes: [called(mapping.code)], concept: mapping }) : facts({})
    }
    case 'cite':
      return facts({ codes: [called(operation.code)], excerpt: operation.excerpt })
    case 'uncite': {
      const example = own(ontology.examples, operation.id)
      return example ? facts({ codes: [called(example.code)], excerpt: example.excerpt }) : facts({})
    }
    case 'batch': {
      const codes = new Map<string, NamedCode>()
      for (const step of operation.steps)
        for (const code of operationFacts(step, ontology).codes)
          if (!codes.has(code.id)) codes.set(code.id, code)
      return facts({ codes: [...codes.values()], title: operation.title, steps: operation.steps.length })
    }
    case 'undo':
      return facts({ codes: operation.codes.map(change => called(change.id)) })
    case 'define':
    case 'recolour':
    case 'unmerge':
    case 'retire':
    case 'restore':
    case 'adopt':
    case 'reject':
      return facts({ codes: [called(operation.id)] })
  }
}
