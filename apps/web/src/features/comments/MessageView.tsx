import { ActionIcon, Menu } from '@mantine/core'
import type { Message } from '@polyphony/document'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { desk as deskWords } from '../../text/desk.ts'
import { formatAgo, formatInstant } from '../../text/format.ts'
import { threads as words } from '../../text/threads.ts'
import { useDesk } from '../desk/DeskContext.tsx'
import { DraftNote } from '../richText/DraftNote.tsx'
import { RichTextField } from '../richText/RichTextField.tsx'
import { RichTextView } from '../richText/RichTextView.tsx'
import { removeMessage, rewrite } from './threadCommands.ts'
import styles from './threads.module.css'

/** One message; mine can be changed and taken back. */
export const MessageView = ({
  message,
  author,
  isReply,
  marked,
}: {
  message: Message
  author: string
  isReply: boolean
  /** Shown as the one that was asked for. */
  marked: boolean
}) => {
  const desk = useDesk()
  const [editing, setEditing] = useState(false)
  const { comment } = message
  const mine = message.member === desk.me.id && desk.layer !== null
  const draftKey = `edit:${comment.id}`
  if (comment.deletedAt !== null) return <p className={styles.gone}>{words.deleted}</p>
  if (editing && mine)
    return (
      <RichTextField
        drafts={desk.drafts}
        draftKey={draftKey}
        initial={comment.body}
        label={words.edit}
        send={deskWords.passage.save}
        people={desk.members}
        onSend={body => {
          rewrite(desk, message, body)
          setEditing(false)
        }}
        onClose={() => setEditing(false)}
        onReopen={() => setEditing(true)}
      />
    )
  const at = new Date(comment.createdAt).toISOString()
  return (
    <div
      className={styles.message}
      data-reply={isReply || undefined}
      data-marked={marked || undefined}
      tabIndex={marked ? -1 : undefined}
    >
      <p className={styles.by}>
        <strong>{author}</strong>
        <small title={formatInstant(at)}>
          {formatAgo(at)}
          {comment.editedAt !== null && ` · ${words.edited}`}
        </small>
      </p>
      <RichTextView body={comment.body} people={desk.members} me={desk.me.id} />
      {mine && (
        <>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size="xs" className={styles.more} aria-label={words.messageActions}>
                <IconDots size={14} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => setEditing(true)}>{words.edit}</Menu.Item>
              <Menu.Item color="danger" onClick={() => removeMessage(desk, message)}>
                {words.remove}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
          <DraftNote drafts={desk.drafts} draftKey={draftKey} onContinue={() => setEditing(true)} />
        </>
      )}
    </div>
  )
}
