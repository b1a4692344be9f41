import { ActionIcon, Button, Group, Menu, Textarea } from '@mantine/core'
import { addComment, type CommentTarget, editComment, removeComment } from '@polyphony/document'
import { IconDots } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { desk as words } from '../../text/desk.ts'
import { formatAgo, formatInstant } from '../../text/format.ts'
import { notifyUndo } from '../../ui/notify.ts'
import { useDesk } from '../desk/DeskContext.tsx'
import styles from './Thread.module.css'

/** Whole words only: a comment that goes on for pages belongs elsewhere. */
const MAX_LENGTH = 20_000

/** The messages on a highlight, joined from everybody's layers. What I write lies in mine. */
export const Thread = ({
  target,
  writing,
  onWriting,
}: {
  target: CommentTarget
  writing: boolean
  onWriting: (writing: boolean) => void
}) => {
  const desk = useDesk()
  const [, refresh] = useState(0)
  const [editing, setEditing] = useState<string | null>(null)
  useEffect(() => desk.annotations.onChange(() => refresh(value => value + 1)), [desk])
  const entries = desk.annotations.thread(target)
  return (
    <div className={styles.thread}>
      {entries.map(({ member, comment }) => {
        const author = desk.members.get(member)
        const mine = member === desk.me.id && desk.layer !== null
        if (editing === comment.id && mine)
          return (
            <MessageField
              key={comment.id}
              initial={comment.text}
              label={words.passage.edit}
              send={words.passage.save}
              onSend={text => {
                editComment(desk.layer!.doc, comment.id, text)
                setEditing(null)
              }}
              onCancel={() => setEditing(null)}
            />
          )
        return (
          <div key={`${member}/${comment.id}`} className={styles.message}>
            <p>
              <strong style={{ '--code': author?.colour ?? '#888888' } as React.CSSProperties}>
                {mine ? words.passage.you : (author?.name ?? words.passage.someone)}
              </strong>{' '}
              {comment.text}
              <small title={formatInstant(new Date(comment.createdAt).toISOString())}>
                {formatAgo(new Date(comment.createdAt).toISOString())}
                {comment.editedAt !== null && ` · ${words.passage.edited}`}
              </small>
            </p>
            {mine && (
              <Menu position="bottom-end">
                <Menu.Target>
                  <ActionIcon
                    size="xs"
                    className={styles.more}
                    aria-label={words.passage.actions(words.passage.you)}
                  >
                    <IconDots size={14} aria-hidden />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item onClick={() => setEditing(comment.id)}>{words.passage.edit}</Menu.Item>
                  <Menu.Item
                    color="danger"
                    onClick={() => {
                      removeComment(desk.layer!.doc, comment.id)
                      notifyUndo(words.passage.commentRemoved, () =>
                        addComment(desk.layer!.doc, { ...comment, id: comment.id }),
                      )
                    }}
                  >
                    {words.passage.remove}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            )}
          </div>
        )
      })}
      {writing && desk.layer && (
        <MessageField
          initial=""
          label={words.passage.commentPlaceholder}
          send={words.passage.send}
          onSend={text => {
            addComment(desk.layer!.doc, { target, text })
            onWriting(false)
          }}
          onCancel={() => onWriting(false)}
        />
      )}
    </div>
  )
}

/** A small field for prose; Ctrl+Enter sends, Esc lets go. */
export const MessageField = ({
  initial,
  label,
  send,
  allowEmpty = false,
  onSend,
  onCancel,
}: {
  initial: string
  label: string
  send: string
  allowEmpty?: boolean
  onSend: (text: string) => void
  onCancel: () => void
}) => {
  const [text, setText] = useState(initial)
  const ready = allowEmpty || text.trim() !== ''
  return (
    <form
      className={styles.field}
      onSubmit={event => {
        event.preventDefault()
        if (ready) onSend(text.trim())
      }}
    >
      <Textarea
        autoFocus
        autosize
        minRows={2}
        maxRows={10}
        size="sm"
        maxLength={MAX_LENGTH}
        aria-label={label}
        placeholder={label}
        value={text}
        onFocus={event => event.currentTarget.setSelectionRange(text.length, text.length)}
        onChange={event => setText(event.currentTarget.value)}
        onKeyDown={event => {
          event.stopPropagation()
          if (event.key === 'Escape') onCancel()
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && ready) {
            event.preventDefault()
            onSend(text.trim())
          }
        }}
      />
      <Group gap={6} justify="flex-end" mt={6}>
        <Button size="compact-xs" variant="default" onClick={onCancel}>
          {words.passage.cancel}
        </Button>
        <Button size="compact-xs" type="submit" disabled={!ready}>
          {send}
        </Button>
      </Group>
    </form>
  )
}
