import type { Conversation, Group, Member } from '@polyphony/contract'
import type { Ontology } from '@polyphony/ontology'
import { useMemo } from 'react'
import { useConversations, useGroups } from '../../api/conversations.ts'
import { useMyAbilities } from '../../api/session.ts'
import { useEverybody } from '../../api/workspaces.ts'
import { useCodebookCommands } from '../codebook/useCodebookCommands.ts'

/** What every part of a code's page reads: where it is, who is who, and what one may do. */
export interface CodePlace {
  workspace: string
  ontology: Ontology
  conversations: ReadonlyMap<string, Conversation>
  groups: ReadonlyMap<string, Group>
  /** Those who left included. */
  people: ReadonlyMap<string, Member>
  /** The reader's member id. */
  me: string
  /** May change the codebook. */
  editable: boolean
  /** May state and write something of their own. */
  coder: boolean
  commands: ReturnType<typeof useCodebookCommands>
}

const byId = <T extends { id: string }>(list: readonly T[] | undefined): ReadonlyMap<string, T> =>
  new Map((list ?? []).map(one => [one.id, one]))

export const useCodePlace = (workspace: string, ontology: Ontology): CodePlace => {
  const { data: conversations } = useConversations(workspace)
  const { data: groups } = useGroups(workspace)
  const { data: everybody } = useEverybody(workspace)
  const { membership, can } = useMyAbilities(workspace)
  const commands = useCodebookCommands(workspace)
  const me = membership?.member ?? ''
  return {
    workspace,
    ontology,
    conversations: useMemo(() => byId(conversations), [conversations]),
    groups: useMemo(() => byId(groups), [groups]),
    people: useMemo(() => byId(everybody), [everybody]),
    me,
    editable: can('ontology.change'),
    coder: can('layer.write', me),
    commands,
  }
}
