import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { queryKeys } from '../../api/queryKeys.ts'

/** Asks for the history again when somebody changed the codebook while it is looked at. */
export const useFreshHistory = (workspace: string, revision: number): void => {
  const client = useQueryClient()
  const seen = useRef(revision)
  useEffect(() => {
    if (seen.current === revision) return
    seen.current = revision
    void client.invalidateQueries({ queryKey: queryKeys.revisions(workspace) })
  }, [client, workspace, revision])
}
