import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { queryKeys } from '../../../api/queryKeys.ts'
import { useSharedDocument } from '../../../collab/CollabProvider.tsx'
import { useDesk } from '../../desk/DeskContext.tsx'
import { stateTieAtDesk } from './deskTies.ts'
import { TieInHand } from './TieInHand.tsx'

/** At the desk: what is being related, and ears for relations that others state in other conversations. */
export const DeskTies = () => {
  const desk = useDesk()
  const { workspace } = desk
  const client = useQueryClient()
  const ontology = useSharedDocument(
    useMemo(() => ({ kind: 'ontology', workspace }), [workspace]),
    { offline: true },
  )
  useEffect(
    () =>
      ontology?.onStateless(message => {
        if (message.type === 'said' && message.about.includes('relations'))
          void client.invalidateQueries({ queryKey: queryKeys.ties(workspace) })
      }),
    [ontology, client, workspace],
  )
  return <TieInHand workspace={workspace} onState={stateTieAtDesk(desk)} />
}
