import { type AnnotationFilter, type Remark, UNCODED } from '../annotationFilter.ts'
import type { Annotation } from '../annotations.ts'

/** How many highlights each choice of the filter would show, next to what is chosen in the other fields. */
export interface FilterFacets {
  people: ReadonlyMap<string, number>
  /** By code; UNCODED for those without. */
  codes: ReadonlyMap<string, number>
  remarks: ReadonlyMap<Remark, number>
  disagreements: number
  shown: number
  all: number
}

export interface FacetSources {
  filter: AnnotationFilter
  /** The highlights that are remarks on the words. */
  remarks: Iterable<Annotation>
  codesOf(annotation: Annotation): readonly { id: string }[]
  ask(filter: AnnotationFilter): (annotation: Annotation) => boolean
}

const REMARKS: readonly Remark[] = ['comments', 'unresolved', 'memo']

/** Counts once through all highlights. */
export const filterFacets = ({ filter, remarks, codesOf, ask }: FacetSources): FilterFacets => {
  const passes = ask(filter)
  const butPeople = ask({ ...filter, people: new Set() })
  const butCodes = ask({ ...filter, codes: new Set(), themes: new Set() })
  const withRemark = REMARKS.map(remark => [remark, ask({ ...filter, remarks: new Set([remark]) })] as const)
  const disputed = ask({ ...filter, disagreements: true })

  const people = new Map<string, number>()
  const codes = new Map<string, number>()
  const counted = new Map<Remark, number>()
  const add = <K>(map: Map<K, number>, key: K) => map.set(key, (map.get(key) ?? 0) + 1)
  let [disagreements, shown, all] = [0, 0, 0]
  for (const annotation of remarks) {
    all++
    if (passes(annotation)) shown++
    if (disputed(annotation)) disagreements++
    if (butPeople(annotation)) add(people, annotation.member)
    if (butCodes(annotation)) {
      const carried = codesOf(annotation)
      for (const { id } of carried) add(codes, id)
      if (carried.length === 0) add(codes, UNCODED)
    }
    for (const [remark, has] of withRemark) if (has(annotation)) add(counted, remark)
  }
  return { people, codes, remarks: counted, disagreements, shown, all }
}
