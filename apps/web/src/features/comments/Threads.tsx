import type { Thread, ThreadPlace } from '@polyphony/document'
import { type RefObject, useRef, useSyncExternalStore } from 'react'
import { threads as words } from '../../text/threads.ts'
import { useDesk, useDeskState } from '../desk/DeskContext.tsx'
import { DraftNote } from '../richText/DraftNote.tsx'
import { RichTextField } from '../richText/RichTextField.tsx'
import { ThreadView } from './ThreadView.tsx'
import { beginThread } from './threadCommands.ts'
import styles from './threads.module.css'

/** The threads on a highlight or a code, as everybody's layers make them. The same array while nothing is said. */
export const useThreadsOn = (place: ThreadPlace): readonly Thread[] => {
  const { annotations } = useDesk()
  return useSyncExternalStore(
    listener => annotations.onChange(listener),
    () => annotations.threadsOn(place),
  )
}

/** The thread in which an answer is being written. */
const useAnswered = () => useDeskState(({ writing }) => writing?.thread ?? null)

/** A thread whose last message is deleted while one writes an answer stays until that is sent or put aside. */
const withAnswered = (
  threads: readonly Thread[],
  last: RefObject<Thread | null>,
  answered: string | null,
): readonly Thread[] => {
  if (answered === null) return threads
  const there = threads.find(({ key }) => key === answered)
  if (there) last.current = there
  if (there || last.current?.key !== answered) return threads
  const { first } = last.current
  const emptied = first && {
    ...first,
    comment: { ...first.comment, body: '', text: '', deletedAt: Date.now() },
  }
  return [...threads, { ...last.current, first: emptied, replies: [] }]
}

interface ThreadsProps {
  place: ThreadPlace
  /** Names the place in `desk.state.writing`. */
  placeKey: string
  /** What it is about, in words for undo. */
  subject: string
}

/** What was said of a highlight or a code, and the field in which a new thread begins. */
export const Threads = ({ place, placeKey, subject }: ThreadsProps) => {
  const desk = useDesk()
  const threads = withAnswered(useThreadsOn(place), useRef<Thread | null>(null), useAnswered())
  const writing = useDeskState(
    ({ writing }) => writing?.kind === 'comment' && writing.key === placeKey && writing.thread === undefined,
  )
  const draftKey = `comment:${placeKey}`
  const write = () => desk.state.set({ writing: { kind: 'comment', key: placeKey } })
  return (
    <div className={styles.threads}>
      {threads.map(thread => (
        <ThreadView key={thread.key} thread={thread} placeKey={placeKey} subject={subject} />
      ))}
      {desk.layer &&
        (writing ? (
          <RichTextField
            drafts={desk.drafts}
            draftKey={draftKey}
            initial=""
            label={words.writeTo}
            send={words.send}
            people={desk.members}
            onSend={body => {
              beginThread(desk, place, body, subject)
              desk.state.set({ writing: null })
            }}
            onClose={() => desk.state.set({ writing: null })}
            onReopen={write}
          />
        ) : (
          <DraftNote drafts={desk.drafts} draftKey={draftKey} onContinue={write} />
        ))}
    </div>
  )
}
