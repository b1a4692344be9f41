import { ActionIcon, Button, Loader, SegmentedControl } from '@mantine/core'
import type { InboxEntry, Member } from '@polyphony/contract'
import { IconMail, IconMailOpened } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import { useInbox, useMarkInbox } from '../../api/inbox.ts'
import { useOntology } from '../../api/ontology.ts'
import { useMyAbilities } from '../../api/session.ts'
import { useEverybody } from '../../api/workspaces.ts'
import { paths } from '../../paths.ts'
import { formatAgo, formatInstant } from '../../text/format.ts'
import { inbox as words } from '../../text/inbox.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { MemberAvatar } from '../../ui/MemberAvatar.tsx'
import { notifyUndo } from '../../ui/notify.ts'
import { RichTextView } from '../richText/RichTextView.tsx'
import styles from './InboxList.module.css'

/** What others wrote to me, newest first; each entry leads to where it was written. */
export const InboxList = ({ workspace, onClose }: { workspace: string; onClose: () => void }) => {
  const [which, setWhich] = useState<'unseen' | 'all'>('unseen')
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInbox(
    workspace,
    which === 'unseen',
  )
  const mark = useMarkInbox(workspace)
  const everybody = useEverybody(workspace)
  const people = useMemo(
    () => new Map((everybody.data ?? []).map(member => [member.id, member])),
    [everybody.data],
  )
  const me = useMyAbilities(workspace).membership?.member
  const entries = data?.pages.flatMap(page => page.entries) ?? []
  const unseen = data?.pages[0]?.unseen ?? 0
  const markAll = () =>
    mark.mutate(
      {},
      {
        onSuccess: ({ changed }) =>
          notifyUndo(words.markedAll(changed.length), () => mark.mutate({ entries: changed, seen: false })),
      },
    )
  return (
    <div className={styles.inbox}>
      <header className={styles.head}>
        <h2>{words.title}</h2>
        <SegmentedControl
          size="xs"
          aria-label={words.which}
          data={[
            { value: 'unseen', label: words.unseen },
            { value: 'all', label: words.all },
          ]}
          value={which}
          onChange={value => setWhich(value as typeof which)}
        />
        <Button
          size="compact-xs"
          variant="subtle"
          disabled={unseen === 0 || mark.isPending}
          onClick={markAll}
        >
          {words.markAll}
        </Button>
      </header>
      <div className={styles.scroll}>
        {error ? (
          <ErrorState error={error} onRetry={() => refetch()} />
        ) : !data ? (
          <p role="status" className={styles.empty}>
            <Loader size={16} color="gray" />
          </p>
        ) : entries.length === 0 ? (
          <div className={styles.empty}>
            <strong>{which === 'unseen' ? words.noneUnseen : words.none}</strong>
            <p>{which === 'unseen' ? words.noneUnseenText : words.noneText}</p>
          </div>
        ) : (
          <ul className={styles.list}>
            {entries.map(entry => (
              <Entry
                key={entry.id}
                entry={entry}
                workspace={workspace}
                people={people}
                me={me}
                onOpen={() => {
                  if (!entry.seen) mark.mutate({ entries: [entry.id] })
                  onClose()
                }}
                onMark={() => mark.mutate({ entries: [entry.id], seen: !entry.seen })}
              />
            ))}
          </ul>
        )}
        {hasNextPage && (
          <Button
            size="compact-sm"
            variant="subtle"
            fullWidth
            loading={isFetchingNextPage}
            onClick={() => fetchNextPage()}
          >
            {words.more}
          </Button>
        )}
      </div>
    </div>
  )
}

const Entry = ({
  entry,
  workspace,
  people,
  me,
  onOpen,
  onMark,
}: {
  entry: InboxEntry
  workspace: string
  people: ReadonlyMap<string, Member>
  me: string | undefined
  onOpen: () => void
  onMark: () => void
}) => {
  const author = people.get(entry.member)
  const name = author?.name ?? words.somebody
  const { data: ontology } = useOntology(workspace)
  const what = whatOf(entry, name, id => ontology?.codes[id]?.name ?? '…')
  return (
    <li className={styles.entry} data-unseen={!entry.seen || undefined}>
      <MemberAvatar name={author?.name ?? '?'} colour={author?.colour ?? '#888888'} size={24} />
      <div className={styles.what}>
        <p className={styles.by}>
          <Link to={addressOf(workspace, entry)} onClick={onOpen}>
            {what}
          </Link>
          <small title={formatInstant(entry.at)}>{formatAgo(entry.at)}</small>
        </p>
        {entry.body !== '' && (
          <div className={styles.body}>
            <RichTextView body={entry.body} people={people} me={me} />
          </div>
        )}
        <p className={styles.where}>
          <Where entry={entry} workspace={workspace} />
          {entry.resolved && <span className={styles.resolved}>{words.resolved}</span>}
        </p>
      </div>
      <ActionIcon
        size={24}
        aria-label={`${entry.seen ? words.markUnseen : words.markSeen}: ${what}`}
        title={entry.seen ? words.markUnseen : words.markSeen}
        className={styles.mark}
        onClick={onMark}
      >
        {entry.seen ? <IconMail size={15} aria-hidden /> : <IconMailOpened size={15} aria-hidden />}
      </ActionIcon>
    </li>
  )
}

const whatOf = (
  { kind, source, proposal, rejected }: InboxEntry,
  name: string,
  codeName: (id: string) => string,
): string => {
  if (proposal) return words.proposal[proposal.outcome](name, proposal.name)
  if (kind === 'proposal') return words.onProposal
  if (kind === 'rejection') return words.rejected(name, rejected === null ? '…' : codeName(rejected))
  return words.what[source === 'memo' ? 'memo' : kind](name)
}

/** The words it is about, and in which conversation. */
const Where = ({ entry, workspace }: { entry: InboxEntry; workspace: string }) => {
  const { data: ontology } = useOntology(workspace)
  const { place, quote, title, proposal } = entry
  if (proposal) {
    const into = proposal.into === null ? undefined : ontology?.codes[proposal.into]?.name
    return into === undefined ? words.onProposal : words.mergedInto(into)
  }
  const about =
    place?.type === 'code'
      ? words.onCode(ontology?.codes[place.code]?.name ?? '…')
      : quote === null
        ? words.onDeleted
        : `“${quote.length > 70 ? `${quote.slice(0, 70).trimEnd()}…` : quote}”`
  return (
    <>
      {about} · {title}
    </>
  )
}

const addressOf = (workspace: string, { conversation, place, comment, proposal }: InboxEntry): string =>
  proposal || conversation === null
    ? paths.code(workspace, proposal?.code ?? '')
    : paths.desk(workspace, conversation, {
        ...(place?.type === 'highlight' && { member: place.member, highlight: place.highlight }),
        ...(place?.type === 'code' && { code: place.code }),
        ...(comment !== null && { comment }),
      })
