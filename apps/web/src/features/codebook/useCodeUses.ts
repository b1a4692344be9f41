import type { Ontology } from '@polyphony/ontology'
import { useMemo } from 'react'
import { useCodings, useConversations } from '../../api/conversations.ts'
import { type CodeUses, usesByCode } from './codeUses.ts'

const none: ReadonlyMap<string, CodeUses> = new Map()

/** All codings of a workspace, what each living code comes to, and the group that each conversation is of. */
export const useCodeUses = (workspace: string, ontology: Ontology | undefined) => {
  const { data: codings, isError } = useCodings(workspace)
  const { data: conversations } = useConversations(workspace)
  const groupOf = useMemo(
    () => new Map((conversations ?? []).map(({ id, group }) => [id, group] as const)),
    [conversations],
  )
  const uses = useMemo(
    () => (ontology && codings ? usesByCode(ontology, codings, groupOf) : none),
    [ontology, codings, groupOf],
  )
  return { codings, uses, groupOf, isError }
}
