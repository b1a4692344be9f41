import type { OperationInput } from '@polyphony/ontology'
import { useCallback } from 'react'
import { useApplyOperations, useRevertRevision } from '../../api/ontology.ts'
import { whenDone } from '../../api/whenDone.ts'
import { codebook } from '../../text/codebook.ts'
import { notifyDone, notifyUndo } from '../../ui/notify.ts'

/** Changes to the codebook, each said and offered to be taken back. */
export const useCodebookCommands = (workspace: string) => {
  const { mutateAsync: apply, isPending } = useApplyOperations(workspace)
  const { mutateAsync: revert } = useRevertRevision(workspace)
  /** True when the server has stored it; what it refused has been said as an alert. */
  const run = useCallback(
    async (operation: OperationInput, done?: string): Promise<boolean> => {
      try {
        const { revisions } = await apply({ operations: [operation] })
        const number = revisions.at(-1)?.number
        if (done && number !== undefined)
          notifyUndo(done, () => whenDone(revert(number), () => notifyDone(codebook.reverted)))
        return true
      } catch {
        return false
      }
    },
    [apply, revert],
  )
  return { run, isPending }
}
