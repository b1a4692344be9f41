import type { Mapping } from '@polyphony/ontology'
import { useCallback, useMemo } from 'react'
import { usePlan } from '../../api/plan.ts'

/** What a concept that a code is mapped to is called: by the workspace's plan, else as it is written. */
export const useConceptTitle = (workspace: string) => {
  const { data } = usePlan(workspace)
  const titles = useMemo(() => new Map(data?.concepts.map(({ id, title }) => [id, title])), [data])
  return useCallback(
    ({ scheme, concept }: Pick<Mapping, 'scheme' | 'concept'>): string =>
      (scheme === data?.scheme ? titles.get(concept) : undefined) ?? concept,
    [data?.scheme, titles],
  )
}
