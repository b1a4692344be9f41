import type { TieRecord } from '@polyphony/contract'
import { addTie, removeTie, setTie } from '@polyphony/document'
import { useQueryClient } from '@tanstack/react-query'
import type * as Y from 'yjs'
import { excerptKey } from '../../../api/passages.ts'
import { queryKeys } from '../../../api/queryKeys.ts'
import { useCollab } from '../../../collab/CollabProvider.tsx'
import { writeInDocument } from '../../../collab/writeInDocument.ts'
import { codePage } from '../../../text/codePage.ts'
import { common } from '../../../text/common.ts'
import { notifyBriefly, notifyDone, notifyError, notifyUndo } from '../../../ui/notify.ts'
import type { StateTie } from './TieInHand.tsx'

const text = codePage.ties

/**
 * States relations between excerpts, and takes them back, from a page that is no desk: in one's own layer of the first
 * excerpt's conversation. Each is said when it is stored, and can be undone.
 */
export const useTieCommands = (workspace: string, me: string, ties: readonly TieRecord[]) => {
  const collab = useCollab()
  const client = useQueryClient()
  /** True when it is stored or on its way; what went wrong has been said. */
  const write = async (
    conversation: string,
    change: (doc: Y.Doc) => unknown,
    done: () => void,
  ): Promise<boolean> => {
    try {
      const { stored } = await writeInDocument(collab, { kind: 'layer', conversation, member: me }, change)
      if (stored === 'saved') done()
      else notifyBriefly('tie', codePage.thread.waiting)
      void client.invalidateQueries({ queryKey: queryKeys.ties(workspace) })
      return true
    } catch (error) {
      notifyError(error)
      return false
    }
  }

  const state: StateTie = async (from, to, { type, note }) => {
    const ends = [excerptKey(from.excerpt), excerptKey(to.excerpt)]
    const known = ties.some(
      tie =>
        tie.member === me &&
        tie.type === type &&
        ends.includes(excerptKey(tie.from)) &&
        ends.includes(excerptKey(tie.to)),
    )
    if (known) {
      notifyBriefly('tie', text.already)
      return false
    }
    const { conversation, member, highlight } = from.excerpt
    let id = ''
    return write(
      conversation,
      doc => {
        id = addTie(doc, { type, note, from: { member, highlight }, to: to.excerpt })
      },
      () =>
        notifyUndo(text.stated, () => {
          void write(
            conversation,
            doc => removeTie(doc, id),
            () => notifyDone(text.removed),
          )
        }),
    )
  }

  const remove = ({ conversation, id, type, note, from, to, createdAt }: TieRecord): void => {
    const { member, highlight } = from
    const tie = { id, type, note, from: { member, highlight }, to, createdAt: Date.parse(createdAt) }
    void write(
      conversation,
      doc => removeTie(doc, id),
      () =>
        notifyUndo(text.removed, () => {
          void write(
            conversation,
            doc => addTie(doc, tie),
            () => notifyDone(text.stated),
          )
        }),
    )
  }
  const setNote = ({ conversation, id, note: before }: TieRecord, note: string): Promise<boolean> =>
    write(
      conversation,
      doc => setTie(doc, id, { note }),
      () =>
        notifyUndo(text.noted, () => {
          void write(
            conversation,
            doc => setTie(doc, id, { note: before }),
            () => notifyDone(common.undone),
          )
        }),
    )
  return { state, remove, setNote }
}
