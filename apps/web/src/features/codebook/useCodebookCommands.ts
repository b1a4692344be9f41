import { newId } from '@polyphony/document'
import type { OperationInput, StepInput } from '@polyphony/ontology'
import { useCallback, useMemo, useRef } from 'react'
import { useApplyOperations, useRevertRevision } from '../../api/ontology.ts'
import { whenDone } from '../../api/whenDone.ts'
import { codebook } from '../../text/codebook.ts'
import { notifyDone, notifyUndo } from '../../ui/notify.ts'

export interface CommandOptions {
  /** Why, for the history; where the operation says it itself, there is no need. */
  note?: string
  /** Of several messages of a kind only the last stands. */
  kind?: string
}

/** Changes to the codebook, each said and offered to be taken back. */
export const useCodebookCommands = (workspace: string) => {
  const { mutateAsync: apply, isPending } = useApplyOperations(workspace)
  const { mutateAsync: revert } = useRevertRevision(workspace)
  const made = useRef<number[]>([])
  /** What was asked for and has not been answered yet. */
  const asked = useRef({ count: 0, last: Promise.resolve<unknown>(null) })
  const takeBack = useCallback(
    (number: number) => {
      made.current = made.current.filter(one => one !== number)
      whenDone(revert(number), () => notifyDone(codebook.reverted))
    },
    [revert],
  )
  /** True when the server has stored it; what it refused has been said as an alert. */
  const send = useCallback(
    async (operation: OperationInput, done?: string, options: CommandOptions = {}): Promise<boolean> => {
      try {
        const { revisions } = await apply({ operations: [operation], note: options.note ?? null })
        const number = revisions.at(-1)?.number
        // Somebody else did the same a moment ago.
        if (number === undefined) notifyDone(codebook.doneAlready)
        else {
          made.current.push(number)
          if (done) notifyUndo(done, () => takeBack(number), options.kind)
        }
        return true
      } catch {
        return false
      }
    },
    [apply, takeBack],
  )
  const run = useCallback(
    (...command: Parameters<typeof send>): Promise<boolean> => {
      asked.current.count++
      const answer = send(...command).finally(() => {
        asked.current.count--
      })
      asked.current.last = answer
      return answer
    },
    [send],
  )
  /** Several steps as one act: one revision, taken back as one. */
  const runAll = useCallback(
    (steps: readonly StepInput[], title: string, done: string, options?: CommandOptions) => {
      const [only] = steps
      if (!only) return Promise.resolve(false)
      if (steps.length === 1) return run(only, done, { ...options, note: undefined })
      return run({ type: 'batch', id: newId(), title, steps: [...steps] }, done, options)
    },
    [run],
  )
  /** Takes the last change back that was made here, once it is known to be made; false when there is none. */
  const undo = useCallback((): boolean => {
    if (made.current.length === 0 && asked.current.count === 0) return false
    void asked.current.last.then(() => {
      const last = made.current.at(-1)
      if (last !== undefined) takeBack(last)
    })
    return true
  }, [takeBack])
  return useMemo(() => ({ run, runAll, undo, isPending }), [run, runAll, undo, isPending])
}

export type CodebookCommands = ReturnType<typeof useCodebookCommands>
