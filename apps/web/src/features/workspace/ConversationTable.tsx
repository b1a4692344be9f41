import { ActionIcon, Menu } from '@mantine/core'
import type { Conversation, Member } from '@polyphony/contract'
import {
  IconArrowBackUp,
  IconCheck,
  IconDots,
  IconEdit,
  IconSortAscending,
  IconSortDescending,
  IconTrash,
  IconUserPlus,
} from '@tabler/icons-react'
import { Link } from 'react-router'
import { useDeleteConversation, useRestoreConversation } from '../../api/conversations.ts'
import { useReviewConversation } from '../../api/progress.ts'
import { useMyAbilities } from '../../api/session.ts'
import { whenDone } from '../../api/whenDone.ts'
import { paths } from '../../paths.ts'
import { common } from '../../text/common.ts'
import { conversations as listText } from '../../text/conversations.ts'
import { formatAgo, formatDay, formatShare, formatTime } from '../../text/format.ts'
import { progress as text } from '../../text/progress.ts'
import { MemberAvatar } from '../../ui/MemberAvatar.tsx'
import { notifyDone, notifyUndo } from '../../ui/notify.ts'
import { CoverageBar } from '../listening/CoverageBar.tsx'
import styles from './ConversationTable.module.css'
import type { ConversationRow, Sort } from './conversationRows.ts'
import { dueWords, isOverdue } from './dueDay.ts'
import { HereNow } from './HereNow.tsx'
import { ShareBar } from './ShareBar.tsx'

interface ConversationTableProps {
  workspace: string
  title: string
  /** Whether the title is shown, or only read out. */
  titled: boolean
  rows: readonly ConversationRow[]
  sort: Sort
  reversed: boolean
  onSort: (sort: Sort) => void
  members: ReadonlyMap<string, Member>
  present: ReadonlyMap<string, readonly string[]>
  onEdit: (conversation: Conversation) => void
  onAssign: (conversation: Conversation) => void
}

/** Conversations with how far the work on them is. */
export const ConversationTable = (props: ConversationTableProps) => {
  const { title, titled, rows } = props
  return (
    <table className={styles.table}>
      <caption className={titled ? styles.caption : 'visually-hidden'}>
        {title}
        <span>{listText.total(rows.length)}</span>
      </caption>
      <thead className={styles.head}>
        <tr>
          <SortHead {...props} by="title" label={text.columns.title} />
          <SortHead {...props} by="heard" label={text.columns.heard} className={styles.bars} />
          <SortHead {...props} by="highlighted" label={text.columns.highlighted} className={styles.bars} />
          <SortHead {...props} by="coded" label={text.columns.coded} className={styles.bars} />
          <SortHead {...props} by="state" label={text.columns.state} className={styles.state} />
          <th className={styles.assigned}>{text.columns.assigned}</th>
          <th className={styles.menu}>
            <span className="visually-hidden">{text.columns.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <Row key={row.conversation.id} row={row} {...props} />
        ))}
      </tbody>
    </table>
  )
}

interface SortHeadProps extends Pick<ConversationTableProps, 'sort' | 'reversed' | 'onSort'> {
  by: Sort
  label: string
  className?: string
}

const SortHead = ({ by, label, className, sort, reversed, onSort }: SortHeadProps) => {
  const active = sort === by
  const Icon = reversed ? IconSortDescending : IconSortAscending
  return (
    <th className={className} aria-sort={active ? (reversed ? 'descending' : 'ascending') : undefined}>
      <button
        type="button"
        className={styles.sort}
        data-active={active || undefined}
        onClick={() => onSort(by)}
      >
        {label}
        {active && <Icon size={14} stroke={1.7} aria-hidden />}
      </button>
    </th>
  )
}

const Row = ({
  row,
  workspace,
  members,
  present,
  onEdit,
  onAssign,
}: ConversationTableProps & { row: ConversationRow }) => {
  const { membership } = useMyAbilities(workspace)
  const { conversation, progress, heard, myHeard } = row
  const { id, recording, heldOn, duration, words, ceiling } = conversation
  const facts = [
    heldOn && formatDay(heldOn),
    duration !== null && formatTime(duration),
    listText.words(words),
    !recording && listText.noRecording,
  ].filter(Boolean)
  return (
    <tr className={styles.row}>
      <th scope="row">
        <Link to={paths.desk(workspace, id)} className={styles.link}>
          {conversation.title}
        </Link>
        <HereNow ids={present.get(id) ?? []} members={members} />
        <span className={styles.facts}>
          {facts.join(' · ')}
          {' · '}
          <span title={common.ceilings[ceiling].does}>{common.ceilings[ceiling].name}</span>
        </span>
        {progress && (
          <span className={styles.brief}>
            {text.brief(
              formatShare(progress.coded.all),
              formatShare(progress.highlighted.all),
              myHeard === null ? null : formatShare(myHeard),
            )}
          </span>
        )}
        <span className={styles.briefState}>
          <StateOf row={row} members={members} />
        </span>
      </th>
      <td className={styles.bars}>
        {recording && (
          <CoverageBar
            records={heard}
            duration={recording.duration}
            me={membership?.member}
            members={members}
          />
        )}
      </td>
      <td className={styles.bars}>
        {progress && <ShareBar what={text.columns.highlighted} share={progress.highlighted} />}
      </td>
      <td className={styles.bars}>
        {progress && <ShareBar what={text.columns.coded} share={progress.coded} />}
      </td>
      <td className={styles.state}>
        <StateOf row={row} members={members} />
      </td>
      <td className={styles.assigned}>
        <Assignees row={row} members={members} />
      </td>
      <td className={styles.menu}>
        <RowMenu workspace={workspace} row={row} onEdit={onEdit} onAssign={onAssign} />
      </td>
    </tr>
  )
}

const StateOf = ({ row, members }: { row: ConversationRow; members: ReadonlyMap<string, Member> }) => {
  const { progress, state, assignments } = row
  const review = progress?.reviewed
  const overdue = assignments.filter(assignment => isOverdue(assignment))
  const told = review && text.reviewedBy(members.get(review.by)?.name ?? common.unknown, formatAgo(review.at))
  return (
    <>
      <span className={styles.badge} data-state={state} title={told ?? undefined}>
        {state === 'reviewed' && <IconCheck size={13} stroke={2} aria-hidden />}
        {text.states[state]}
      </span>
      {state !== 'reviewed' &&
        overdue.map(({ member, due }) => (
          <span key={member} className={styles.late}>
            {members.get(member)?.name ?? common.unknown}: {dueWords(due)}
          </span>
        ))}
    </>
  )
}

const Assignees = ({ row, members }: { row: ConversationRow; members: ReadonlyMap<string, Member> }) => {
  const known = row.assignments.flatMap(assignment => {
    const member = members.get(assignment.member)
    return member ? [{ assignment, member }] : []
  })
  if (known.length === 0) return null
  return (
    <ul className={styles.people}>
      {known.map(({ assignment: { due, doneAt, note }, member }) => {
        const told = `${member.name}, ${doneAt ? text.isDone : dueWords(due)}${note ? `: ${note}` : ''}`
        return (
          <li key={member.id}>
            <span role="img" aria-label={told} title={told} className={styles.person}>
              <MemberAvatar name={member.name} colour={member.colour} size={24} />
              {doneAt && <IconCheck size={12} stroke={3} className={styles.tick} aria-hidden />}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

const RowMenu = ({
  workspace,
  row: { conversation, state },
  onEdit,
  onAssign,
}: Pick<ConversationTableProps, 'workspace' | 'onEdit' | 'onAssign'> & { row: ConversationRow }) => {
  const { can } = useMyAbilities(workspace)
  const remove = useDeleteConversation(workspace)
  const restore = useRestoreConversation(workspace)
  const review = useReviewConversation(workspace)
  const { id, title } = conversation
  if (!can('conversation.update')) return null
  const toBin = () =>
    whenDone(remove.mutateAsync(id), () =>
      notifyUndo(listText.binned(title), () =>
        whenDone(restore.mutateAsync(id), () => notifyDone(listText.restored(title))),
      ),
    )
  const reviewed = state === 'reviewed'
  const setReviewed = (value: boolean) =>
    whenDone(review.mutateAsync({ conversation: id, reviewed: value }), () =>
      notifyUndo(value ? text.reviewed(title) : text.reopened(title), () =>
        whenDone(review.mutateAsync({ conversation: id, reviewed: !value }), () => notifyDone(common.undone)),
      ),
    )
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={listText.actionsFor(title)}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {can('assignment.write') && (
          <Menu.Item
            leftSection={<IconUserPlus size={16} aria-hidden />}
            onClick={() => onAssign(conversation)}
          >
            {text.assign}
          </Menu.Item>
        )}
        {can('conversation.review') && (
          <Menu.Item
            leftSection={
              reviewed ? <IconArrowBackUp size={16} aria-hidden /> : <IconCheck size={16} aria-hidden />
            }
            onClick={() => setReviewed(!reviewed)}
          >
            {reviewed ? text.reopen : text.review}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconEdit size={16} aria-hidden />} onClick={() => onEdit(conversation)}>
          {listText.edit}
        </Menu.Item>
        {can('conversation.delete') && (
          <Menu.Item color="danger" leftSection={<IconTrash size={16} aria-hidden />} onClick={toBin}>
            {listText.bin}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
