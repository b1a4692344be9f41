import { useEffect, useState } from 'react'
import { useDesk, useFacts } from '../desk/DeskContext.tsx'
import { codesOf } from './codesOf.ts'

/** How many highlights of this conversation carry each code, merges resolved; counted once a frame at most. */
export const useCodingCounts = (): ReadonlyMap<string, number> => {
  const desk = useDesk()
  const ontology = useFacts(facts => facts.ontology)
  const [counts, setCounts] = useState<ReadonlyMap<string, number>>(new Map())
  useEffect(() => {
    let frame = 0
    const count = () => {
      frame = 0
      const found = new Map<string, number>()
      for (const annotation of desk.annotations.values())
        for (const { id } of codesOf(ontology, annotation)) found.set(id, (found.get(id) ?? 0) + 1)
      setCounts(found)
    }
    count()
    const unwatch = desk.annotations.onChange(() => {
      if (frame === 0) frame = requestAnimationFrame(count)
    })
    return () => {
      cancelAnimationFrame(frame)
      unwatch()
    }
  }, [desk, ontology])
  return counts
}
