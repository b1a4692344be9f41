import { Loader } from '@mantine/core'
import type { CodeThread } from '@polyphony/contract'
import { Link } from 'react-router'
import { useCodeThreads } from '../../api/inbox.ts'
import { paths } from '../../paths.ts'
import { formatAgo, formatInstant } from '../../text/format.ts'
import { threads as words } from '../../text/threads.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import type { People } from '../richText/Person.ts'
import { RichTextView } from '../richText/RichTextView.tsx'
import styles from './CodeThreadList.module.css'

interface CodeThreadListProps {
  workspace: string
  codes: readonly string[]
  /** The conversation whose threads are shown elsewhere. */
  except?: string
  people: People
  me?: string
  /** Said when there are none. */
  none: string
}

/** What was said of a code, conversation by conversation, to be read; each thread leads to its desk. */
export const CodeThreadList = ({ workspace, codes, except, people, me, none }: CodeThreadListProps) => {
  const { data, error, refetch } = useCodeThreads(workspace, codes)
  if (error) return <ErrorState error={error} onRetry={() => refetch()} />
  if (!data)
    return (
      <p role="status" className={styles.hint}>
        <Loader size={12} color="gray" /> {words.onCode.loading}
      </p>
    )
  const threads = data.threads.filter(({ conversation }) => conversation !== except)
  if (threads.length === 0) return <p className={styles.hint}>{none}</p>
  return (
    <div className={styles.list}>
      {threads.map(thread => (
        <section key={`${thread.conversation}/${thread.key}`} className={styles.thread}>
          <h4>
            <Link to={paths.desk(workspace, thread.conversation, { code: thread.code, comment: thread.key })}>
              {words.onCode.in(thread.title)}
            </Link>
            {thread.resolved && <small>{words.onCode.resolved}</small>}
          </h4>
          {thread.messages.map(message => (
            <MessageLine
              key={`${message.member}/${message.comment}`}
              message={message}
              people={people}
              me={me}
            />
          ))}
        </section>
      ))}
      {data.more && <p className={styles.hint}>{words.onCode.more}</p>}
    </div>
  )
}

const MessageLine = ({
  message: { member, body, createdAt },
  people,
  me,
}: {
  message: CodeThread['messages'][number]
  people: People
  me: string | undefined
}) =>
  body === null ? (
    <p className={styles.hint}>{words.deleted}</p>
  ) : (
    <div className={styles.message}>
      <p>
        <strong>{member === me ? words.you : (people.get(member)?.name ?? words.someone)}</strong>
        <small title={formatInstant(createdAt)}>{formatAgo(createdAt)}</small>
      </p>
      <RichTextView body={body} people={people} me={me} />
    </div>
  )
