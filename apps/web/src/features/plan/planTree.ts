import type { PlanConcept } from '@polyphony/contract'
import { type Code, isLive, type Mapping, type Ontology, resolveCode } from '@polyphony/ontology'

export interface PlanTree {
  priorities: PlanConcept[]
  commitments: { commitment: PlanConcept; actions: PlanConcept[] }[]
  hidden: PlanConcept[]
}

/** The plan as it is shown: what is hidden apart, and with a hidden commitment its actions. */
export const planTree = (concepts: readonly PlanConcept[]): PlanTree => {
  const shown = concepts.filter(({ hidden }) => !hidden)
  return {
    priorities: shown.filter(({ kind }) => kind === 'priority'),
    commitments: shown
      .filter(({ kind }) => kind === 'commitment')
      .map(commitment => ({
        commitment,
        actions: shown.filter(({ parent }) => parent === commitment.id),
      })),
    hidden: concepts.filter(({ hidden }) => hidden),
  }
}

/** A mapping of a living code, merges followed. */
export interface Mapped {
  code: Code
  mapping: Mapping
}

/** The mappings of living codes by concept of a scheme; where merged codes bring two, each stands. */
export const mappedByConcept = (ontology: Ontology, scheme: string): Map<string, Mapped[]> => {
  const by = new Map<string, Mapped[]>()
  for (const mapping of Object.values(ontology.mappings)) {
    if (mapping.scheme !== scheme) continue
    const code = resolveCode(ontology, mapping.code)
    if (!code || !isLive(code)) continue
    const list = by.get(mapping.concept)
    if (list) list.push({ code, mapping })
    else by.set(mapping.concept, [{ code, mapping }])
  }
  for (const list of by.values()) list.sort((a, b) => a.code.name.localeCompare(b.code.name))
  return by
}

/** Groups of codes of other programs are mappings too, and no plan. */
export const isPlanLike = ({ scheme }: Pick<Mapping, 'scheme'>): boolean =>
  !scheme.startsWith('refi-qda:set:')
