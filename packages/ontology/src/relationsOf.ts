import type { Code, Ontology, Relation } from './code.ts'
import { resolveCode } from './resolveCode.ts'

/**
 * The relations of a living code and the code at the other end, merges followed. A relation whose ends became one, or
 * lost one, rests: it is not listed, and returns when the merge or the retirement is taken back.
 */
export const relationsOf = (ontology: Ontology, id: string): { relation: Relation; other: Code }[] => {
  const found: { relation: Relation; other: Code }[] = []
  for (const relation of Object.values(ontology.relations)) {
    const from = resolveCode(ontology, relation.from)
    const to = resolveCode(ontology, relation.to)
    if (!from || !to || from.id === to.id) continue
    if (from.id === id) found.push({ relation, other: to })
    else if (to.id === id) found.push({ relation, other: from })
  }
  return found
}
