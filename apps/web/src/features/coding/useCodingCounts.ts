import { useMemo } from 'react'
import { useDesk, useFacts } from '../desk/DeskContext.tsx'
import { codesOf } from './codesOf.ts'
import { useAnnotationsVersion } from './useAnnotationsVersion.ts'

/** How many of the highlights shown carry each code, merges resolved; counted at leisure. */
export const useCodingCounts = (): ReadonlyMap<string, number> => {
  const desk = useDesk()
  const ontology = useFacts(facts => facts.ontology)
  const version = useAnnotationsVersion()
  // Dependencies: the annotations change in place, the version says so
  return useMemo(() => {
    const counts = new Map<string, number>()
    for (const annotation of desk.annotations.values())
      if (desk.shown.shows(annotation))
        for (const { id } of codesOf(ontology, annotation)) counts.set(id, (counts.get(id) ?? 0) + 1)
    return counts
  }, [desk, ontology, version])
}
