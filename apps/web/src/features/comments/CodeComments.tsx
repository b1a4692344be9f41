import { ActionIcon, Tooltip } from '@mantine/core'
import type { Thread } from '@polyphony/document'
import { isResolved } from '@polyphony/document'
import { type Code, type Ontology, resolveCode } from '@polyphony/ontology'
import { IconMessage2 } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { threads as words } from '../../text/threads.ts'
import { useDesk, useDeskState } from '../desk/DeskContext.tsx'
import styles from './CodeComments.module.css'

/** Counted once for all rows of the codebook. */
let counted: {
  threads: readonly Thread[]
  ontology: Ontology
  counts: ReadonlyMap<string, number>
} | null = null

/** Messages in open threads, by code, merged ones resolved. */
const openMessages = (threads: readonly Thread[], ontology: Ontology): ReadonlyMap<string, number> => {
  if (counted?.threads === threads && counted.ontology === ontology) return counted.counts
  const counts = new Map<string, number>()
  for (const thread of threads) {
    if (thread.place?.type !== 'code' || isResolved(thread)) continue
    const code = resolveCode(ontology, thread.place.code)?.id
    const living = thread.replies.length + (thread.first?.comment.deletedAt === null ? 1 : 0)
    if (code !== undefined) counts.set(code, (counts.get(code) ?? 0) + living)
  }
  counted = { threads, ontology, counts }
  return counts
}

/** How much is being said about a code here; opens it beside the text. */
export const CodeComments = ({ code }: { code: Code }) => {
  const desk = useDesk()
  const shown = useDeskState(state => state.aboutCode === code.id)
  const count = useSyncExternalStore(
    listener => desk.annotations.onChange(listener),
    () => openMessages(desk.annotations.threads(), desk.facts.get().ontology).get(code.id) ?? 0,
  )
  const label = words.onCode.open(code.name, count)
  return (
    <Tooltip label={label} position="right">
      <ActionIcon
        size={24}
        className={styles.sign}
        tabIndex={-1}
        data-row-tool
        data-some={count > 0 || undefined}
        aria-label={label}
        aria-pressed={shown}
        data-keeps-palette
        onClick={() =>
          desk.state.set({ aboutCode: shown ? null : code.id, drawer: shown ? null : 'passage' })
        }
      >
        <IconMessage2 size={13} aria-hidden />
        {count > 0 && <span aria-hidden>{count}</span>}
      </ActionIcon>
    </Tooltip>
  )
}
