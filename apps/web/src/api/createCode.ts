import { routes } from '@polyphony/contract'
import type { Command } from '@polyphony/document'
import { api } from './api.ts'

/**
 * Makes a code and returns the way back: undo withdraws it, which the server refuses when others have applied it
 * meanwhile; redo brings it back as it was.
 */
export const createCode = async (
  workspace: string,
  code: { id: string; name: string; proposed: boolean },
): Promise<Command> => {
  const made = await api.call(routes.applyOperations, {
    params: { workspace },
    body: { operations: [{ type: 'create', ...code }] },
  })
  let last = made.revisions.at(-1)!.number
  let withdrawn = false
  const revert = async () => {
    const { revisions } = await api.call(routes.revertRevision, {
      params: { workspace, revision: last },
      query: { unlessUsed: 'true' },
    })
    last = revisions.at(-1)!.number
    withdrawn = !withdrawn
  }
  return {
    undo: async () => {
      if (!withdrawn) await revert()
    },
    redo: async () => {
      if (withdrawn) await revert()
    },
  }
}
