import { Button, Loader, Select } from '@mantine/core'
import type { CodeThread, Conversation } from '@polyphony/contract'
import {
  addComment,
  type Body,
  newId,
  removeComment,
  setResolved,
  threadKey,
  toRichText,
} from '@polyphony/document'
import { IconCheck, IconCornerDownRight, IconMessage2, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import type * as Y from 'yjs'
import { useCodeThreads } from '../../api/inbox.ts'
import { queryKeys } from '../../api/queryKeys.ts'
import { useCollab } from '../../collab/CollabProvider.tsx'
import { writeInDocument } from '../../collab/writeInDocument.ts'
import { paths } from '../../paths.ts'
import { codePage } from '../../text/codePage.ts'
import { formatAgo, formatInstant } from '../../text/format.ts'
import { threads as words } from '../../text/threads.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { notifyBriefly, notifyDone, notifyError, notifyUndo } from '../../ui/notify.ts'
import { DraftNote } from '../richText/DraftNote.tsx'
import { createDrafts } from '../richText/drafts.ts'
import type { People } from '../richText/Person.ts'
import { RichTextField } from '../richText/RichTextField.tsx'
import { RichTextView } from '../richText/RichTextView.tsx'
import styles from './CodeThreadList.module.css'

const text = codePage.thread

interface CodeDiscussionProps {
  workspace: string
  /** The code, first of all, and those merged into it. */
  codes: readonly string[]
  people: People
  /** The reader: the member, and the account under which drafts are kept. */
  me: { member: string; user: string }
  /** May write a layer of their own. */
  writable: boolean
  /** Where a comment may lie, the likeliest first. */
  conversations: readonly Pick<Conversation, 'id' | 'title'>[]
}

/** A message that is stored and not yet listed. */
interface Sent {
  conversation: string
  thread: string
  comment: string
  body: Body
  at: string
}

/**
 * What was said of a code, in all conversations, to be read, written and answered here: each message lies in its
 * writer's layer of the conversation that its thread is kept with.
 */
export const CodeDiscussion = ({
  workspace,
  codes,
  people,
  me,
  writable,
  conversations,
}: CodeDiscussionProps) => {
  const collab = useCollab()
  const client = useQueryClient()
  const { data, error, refetch } = useCodeThreads(workspace, codes)
  const code = codes[0]!
  const drafts = useMemo(() => createDrafts(localStorage, me.user, `code ${code}`), [me.user, code])
  /** `new`, or the key of the thread that is answered. */
  const [writing, setWriting] = useState<string | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const [sent, setSent] = useState<readonly Sent[]>([])
  const [sending, setSending] = useState(false)
  const place = chosen ?? conversations[0]?.id ?? null

  /** Changes my layer of a conversation and says what became of it; false when nothing was changed. */
  const write = async (conversation: string, change: (doc: Y.Doc) => unknown, done: () => void) => {
    setSending(true)
    try {
      const layer = { kind: 'layer', conversation, member: me.member } as const
      const { stored } = await writeInDocument(collab, layer, change)
      if (stored === 'saved') done()
      else notifyBriefly('comment', text.waiting)
      void client.invalidateQueries({ queryKey: queryKeys.codeThreads(workspace) })
      return true
    } catch (cause) {
      notifyError(cause)
      return false
    } finally {
      setSending(false)
    }
  }
  const takeBack = (conversation: string, comment: string) =>
    write(
      conversation,
      doc => removeComment(doc, comment),
      () => {
        setSent(some => some.filter(one => one.comment !== comment))
        notifyDone(text.removed)
      },
    )
  const send = async (body: Body, conversation: string, thread: CodeThread | null, draftKey: string) => {
    if (sending) return
    const comment = newId(8)
    const key = thread?.key ?? threadKey(me.member, comment)
    const done = await write(
      conversation,
      doc =>
        doc.transact(() => {
          const target = thread
            ? ({ type: 'comment', ...parseKey(thread.key) } as const)
            : ({ type: 'code', code } as const)
          addComment(doc, { id: comment, target, body })
          if (thread?.resolved)
            setResolved(doc, parseKey(thread.key), false, { after: Date.parse(thread.statedAt ?? '') || 0 })
        }),
      () => {
        setSent(some => [...some, { conversation, thread: key, comment, body, at: new Date().toISOString() }])
        notifyUndo(thread ? text.answered : text.sent, () => void takeBack(conversation, comment))
      },
    )
    if (done) setWriting(null)
    // The field has forgotten it when it was sent: what could not be stored is kept as a draft.
    else drafts.write(draftKey, toRichText(body))
  }
  const settle = ({ conversation, key, resolved, statedAt }: CodeThread) => {
    const state = (value: boolean) => (doc: Y.Doc) =>
      setResolved(doc, parseKey(key), value, { after: Date.parse(statedAt ?? '') || 0 })
    const said = (value: boolean) => (value ? text.resolved : text.reopened)
    void write(conversation, state(!resolved), () =>
      notifyUndo(said(!resolved), () => {
        void write(
          conversation,
          doc => setResolved(doc, parseKey(key), resolved, { after: Date.now() }),
          () => notifyDone(said(resolved)),
        )
      }),
    )
  }

  if (error && !data) return <ErrorState error={error} onRetry={() => refetch()} />
  if (!data)
    return (
      <p role="status" className={styles.hint}>
        <Loader size={12} color="gray" /> {words.onCode.loading}
      </p>
    )
  const listed = new Set(
    data.threads.flatMap(({ messages }) => messages.map(m => `${m.member}/${m.comment}`)),
  )
  const unlisted = sent.filter(({ comment }) => !listed.has(`${me.member}/${comment}`))
  const titleOf = (conversation: string) => conversations.find(({ id }) => id === conversation)?.title ?? ''
  const threads = [
    ...unlisted
      .filter(({ thread }) => !data.threads.some(({ key }) => key === thread))
      .map(
        (one): CodeThread => ({
          conversation: one.conversation,
          title: titleOf(one.conversation),
          key: one.thread,
          code,
          resolved: false,
          statedAt: null,
          messages: [],
        }),
      ),
    ...data.threads,
  ]
  return (
    <div className={styles.list}>
      {threads.length === 0 && writing === null && <p className={styles.hint}>{text.none}</p>}
      {threads.map(thread => {
        const draftKey = `reply:${thread.key}`
        const messages = [
          ...thread.messages,
          ...unlisted
            .filter(one => one.thread === thread.key)
            .map(({ comment, body, at }) => ({
              member: me.member,
              comment,
              body: body as Body | null,
              createdAt: at,
              editedAt: null,
            })),
        ]
        return (
          <section
            key={`${thread.conversation}/${thread.key}`}
            className={styles.thread}
            aria-label={words.onCode.in(thread.title)}
          >
            <h3>
              <Link
                to={paths.desk(workspace, thread.conversation, { code: thread.code, comment: thread.key })}
              >
                {words.onCode.in(thread.title)}
              </Link>
              {thread.resolved && <small>{words.onCode.resolved}</small>}
            </h3>
            {messages.map(({ member, comment, body, createdAt }) =>
              body === null ? (
                <p key={`${member}/${comment}`} className={styles.hint}>
                  {words.deleted}
                </p>
              ) : (
                <div key={`${member}/${comment}`} className={styles.message}>
                  <p>
                    <strong>
                      {member === me.member ? words.you : (people.get(member)?.name ?? words.someone)}
                    </strong>
                    <small title={formatInstant(createdAt)}>{formatAgo(createdAt)}</small>
                    {member === me.member && writable && (
                      <button
                        type="button"
                        className={styles.remove}
                        aria-label={words.remove}
                        onClick={() => void takeBack(thread.conversation, comment)}
                      >
                        <IconTrash size={13} aria-hidden />
                      </button>
                    )}
                  </p>
                  <RichTextView body={body} people={people} me={me.member} />
                </div>
              ),
            )}
            {writable &&
              (writing === thread.key ? (
                <RichTextField
                  drafts={drafts}
                  draftKey={draftKey}
                  initial=""
                  label={words.replyTo}
                  send={words.send}
                  people={people}
                  onSend={body => void send(body, thread.conversation, thread, draftKey)}
                  onClose={() => setWriting(null)}
                  onReopen={() => setWriting(thread.key)}
                />
              ) : (
                <>
                  <DraftNote drafts={drafts} draftKey={draftKey} onContinue={() => setWriting(thread.key)} />
                  <div className={styles.tools}>
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      leftSection={<IconCornerDownRight size={13} aria-hidden />}
                      onClick={() => setWriting(thread.key)}
                    >
                      {words.reply}
                    </Button>
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      disabled={sending}
                      leftSection={thread.resolved ? null : <IconCheck size={13} aria-hidden />}
                      onClick={() => settle(thread)}
                    >
                      {thread.resolved ? words.reopen : words.resolve}
                    </Button>
                  </div>
                </>
              ))}
          </section>
        )
      })}
      {data.more && <p className={styles.hint}>{words.onCode.more}</p>}
      {writable && place === null && <p className={styles.hint}>{text.noConversation}</p>}
      {writable &&
        place !== null &&
        (writing === 'new' ? (
          <div className={styles.new}>
            <Select
              size="xs"
              label={text.where}
              description={text.whereHint}
              data={conversations.map(({ id, title }) => ({ value: id, label: title }))}
              value={place}
              allowDeselect={false}
              searchable
              onChange={setChosen}
            />
            <RichTextField
              drafts={drafts}
              draftKey="new"
              initial=""
              label={words.writeTo}
              send={words.send}
              people={people}
              onSend={body => void send(body, place, null, 'new')}
              onClose={() => setWriting(null)}
              onReopen={() => setWriting('new')}
            />
          </div>
        ) : (
          <>
            <DraftNote drafts={drafts} draftKey="new" onContinue={() => setWriting('new')} />
            <Button
              size="compact-sm"
              variant="default"
              className={styles.write}
              leftSection={<IconMessage2 size={14} aria-hidden />}
              onClick={() => setWriting('new')}
            >
              {text.write}
            </Button>
          </>
        ))}
    </div>
  )
}

/** Key of a thread in `<member>/<comment>`, taken apart. */
const parseKey = (key: string): { member: string; comment: string } => {
  const slash = key.indexOf('/')
  return { member: key.slice(0, slash), comment: key.slice(slash + 1) }
}
