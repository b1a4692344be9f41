import type { Conversation } from '@polyphony/contract'
import { useMemo } from 'react'
import { useCodings } from '../../api/conversations.ts'
import { gatherExcerpts } from './excerpts.ts'
import type { CodePlace } from './useCodePlace.ts'
import { codesBelow } from './useExcerpts.ts'

/** How often a code is applied, and what follows from it. `counts` is null until that is known. */
export const useCodeCounts = ({ workspace, ontology, conversations, me }: CodePlace, code: string) => {
  const { data: codings } = useCodings(workspace)
  return useMemo(() => {
    const all = codings ?? []
    const own = gatherExcerpts(ontology, all, new Set([code]))
    const below = gatherExcerpts(ontology, all, new Set([code, ...codesBelow(ontology, code)]))
    // Whoever comments on a code thinks of where it was applied: by them, else by others, most often.
    const weight = new Map<string, number>()
    for (const { conversation, member } of own)
      weight.set(conversation, (weight.get(conversation) ?? 0) + (member === me ? 1000 : 1))
    const likeliest: Pick<Conversation, 'id' | 'title'>[] = [...conversations.values()].toSorted(
      (a, b) => (weight.get(b.id) ?? 0) - (weight.get(a.id) ?? 0),
    )
    return {
      counts: codings
        ? {
            own: own.length,
            below: below.length,
            people: new Set(own.map(({ member }) => member)).size,
            conversations: new Set(own.map(({ conversation }) => conversation)).size,
          }
        : null,
      likeliest,
    }
  }, [ontology, codings, conversations, code, me])
}
