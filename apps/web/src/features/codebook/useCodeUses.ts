import type { Ontology } from '@polyphony/ontology'
import { useDeferredValue, useMemo, useRef } from 'react'
import { useCodings, useConversations } from '../../api/conversations.ts'
import { useAtLeisure } from '../../ui/useAtLeisure.ts'
import { type CodeUses, keepUnchanged, usesByCode } from './codeUses.ts'

const none: ReadonlyMap<string, CodeUses> = new Map()

/**
 * All codings of a workspace, what each living code comes to, and the group that each conversation is of. Counted after
 * what is seen of a change has been painted: codings and what they come to belong together, but may be a moment late.
 */
export const useCodeUses = (workspace: string, ontology: Ontology | undefined) => {
  const { data, isError } = useCodings(workspace)
  const { data: conversations } = useConversations(workspace)
  const groupOf = useMemo(
    () => new Map((conversations ?? []).map(({ id, group }) => [id, group] as const)),
    [conversations],
  )
  const codings = useDeferredValue(data ?? null, null)
  const counted = useDeferredValue(useAtLeisure(ontology) ?? null, null)
  const before = useRef(none)
  const uses = useMemo(() => {
    before.current =
      counted && codings ? keepUnchanged(before.current, usesByCode(counted, codings, groupOf)) : none
    return before.current
  }, [counted, codings, groupOf])
  return { codings: codings ?? undefined, uses, groupOf, isError }
}
