import { Button } from '@mantine/core'
import { isResolved, type Thread, threadKey } from '@polyphony/document'
import { IconCheck, IconChevronDown, IconChevronRight, IconCornerDownRight } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { threads as words } from '../../text/threads.ts'
import { useDesk, useDeskState } from '../desk/DeskContext.tsx'
import { DraftNote } from '../richText/DraftNote.tsx'
import { RichTextField } from '../richText/RichTextField.tsx'
import { MessageView } from './MessageView.tsx'
import { answer, resolve } from './threadCommands.ts'
import styles from './threads.module.css'

/** A message with its answers. Settled, it folds to one line, which unfolds. */
export const ThreadView = ({
  thread,
  placeKey,
  subject,
}: {
  thread: Thread
  placeKey: string
  subject: string
}) => {
  const desk = useDesk()
  const replying = useDeskState(({ writing }) => writing?.thread === thread.key && writing.key === placeKey)
  const wanted = useDeskState(({ message }) => (message !== null && holds(thread, message) ? message : null))
  const [unfolded, setUnfolded] = useState(false)
  /** The message that was asked for, until another is. */
  const [marked, setMarked] = useState<string | null>(null)
  const section = useRef<HTMLElement>(null)
  const head = useRef<HTMLButtonElement>(null)
  const foldFocused = useRef(false)
  const resolved = isResolved(thread)

  useEffect(() => {
    if (wanted === null) return
    setUnfolded(true)
    setMarked(wanted)
    desk.state.set({ message: null })
  }, [wanted, desk])
  useEffect(() => {
    if (marked === null) return
    const message = section.current?.querySelector<HTMLElement>('[data-marked]')
    message?.scrollIntoView({ block: 'center' })
    message?.focus({ preventScroll: true })
  }, [marked])
  // The button that settled it is gone: the keyboard stays with the thread.
  useEffect(() => {
    if (resolved && foldFocused.current) head.current?.focus()
    foldFocused.current = false
  }, [resolved])

  const nameOf = (member: string) =>
    member === desk.me.id ? words.you : (desk.members.get(member)?.name ?? words.someone)
  const draftKey = `reply:${thread.key}`
  const reply = () => desk.state.set({ writing: { kind: 'comment', key: placeKey, thread: thread.key } })
  const messages = thread.first ? [thread.first, ...thread.replies] : thread.replies
  const shown = !resolved || unfolded || replying
  return (
    <section
      ref={section}
      className={styles.thread}
      data-resolved={resolved || undefined}
      aria-label={thread.first ? words.thread(nameOf(thread.first.member)) : words.threadLost}
    >
      {resolved && (
        <button
          ref={head}
          type="button"
          className={styles.fold}
          aria-expanded={shown}
          onClick={() => setUnfolded(value => !value)}
        >
          {shown ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
          {words.resolvedBy(nameOf(thread.resolving!.member), messages.length)}
        </button>
      )}
      {shown && (
        <>
          {!thread.first && <p className={styles.gone}>{words.missing}</p>}
          {messages.map(message => {
            const key = threadKey(message.member, message.comment.id)
            return (
              <MessageView
                key={key}
                message={message}
                author={nameOf(message.member)}
                isReply={message !== thread.first}
                marked={marked === key}
              />
            )
          })}
          {desk.layer &&
            (replying ? (
              <RichTextField
                drafts={desk.drafts}
                draftKey={draftKey}
                initial=""
                label={words.replyTo}
                send={words.send}
                people={desk.members}
                onSend={body => {
                  answer(desk, thread, body, subject)
                  desk.state.set({ writing: null })
                }}
                onClose={() => desk.state.set({ writing: null })}
                onReopen={reply}
              />
            ) : (
              <>
                <DraftNote drafts={desk.drafts} draftKey={draftKey} onContinue={reply} />
                <div className={styles.tools}>
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    leftSection={<IconCornerDownRight size={13} aria-hidden />}
                    onClick={reply}
                  >
                    {words.reply}
                  </Button>
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    leftSection={resolved ? null : <IconCheck size={13} aria-hidden />}
                    onClick={() => {
                      foldFocused.current = !resolved
                      setUnfolded(false)
                      resolve(desk, thread, !resolved, subject)
                    }}
                  >
                    {resolved ? words.reopen : words.resolve}
                  </Button>
                </div>
              </>
            ))}
        </>
      )}
    </section>
  )
}

const holds = ({ first, replies }: Thread, key: string): boolean =>
  [first, ...replies].some(message => message && threadKey(message.member, message.comment.id) === key)
