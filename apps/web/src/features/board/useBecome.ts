import { Act, setOutcome } from '@polyphony/document'
import type { OperationInput } from '@polyphony/ontology'
import { useApplyOperations, useRevertRevision } from '../../api/ontology.ts'
import { boards as text } from '../../text/boards.ts'
import { notifyUndo } from '../../ui/notify.ts'
import { useBoardHere } from './BoardContext.tsx'
import { type Becoming, codeOf } from './becoming.ts'

/**
 * Takes a cluster into the codebook as one revision, and writes on the board what it became. Both are one step of my
 * history here; the revision can be taken back from the codebook's history as well.
 */
export const useBecome = () => {
  const { session, workspace } = useBoardHere()
  const { mutateAsync: apply } = useApplyOperations(workspace)
  const { mutateAsync: revert } = useRevertRevision(workspace)

  return async (
    cluster: { id: string; title: string },
    becoming: Becoming,
    operation: OperationInput,
    { from, done }: { from: string[]; done: string },
  ): Promise<boolean> => {
    const run = async () => (await apply({ operations: [operation] })).revisions.at(-1)?.number
    let revision: number | undefined
    try {
      revision = await run()
    } catch {
      // It has been said as an alert.
      return false
    }
    const act = new Act(text.acts.become(cluster.title || text.unnamed))
    void session.history.add(act, {
      async undo() {
        if (revision !== undefined) await revert(revision)
      },
      async redo() {
        revision = await run()
      },
    })
    const outcome = { type: becoming.type, code: codeOf(becoming), from, at: Date.now() }
    setOutcome(session.document.doc, cluster.id, outcome, act)
    notifyUndo(done, () => session.undo(act))
    return true
  }
}
