import type { ActivityEntry, Member } from '@polyphony/contract'
import { Fragment } from 'react'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { activity as text } from '../../text/activity.ts'
import { formatAgo, formatDay, formatInstant } from '../../text/format.ts'
import { MemberAvatar } from '../../ui/MemberAvatar.tsx'
import styles from './ActivityList.module.css'
import { daysBetween, today } from './dueDay.ts'

interface ActivityListProps {
  workspace: string
  entries: readonly ActivityEntry[]
  members: ReadonlyMap<string, Member>
}

const dayName = (day: string): string => {
  const ago = daysBetween(day, today())
  return ago <= 0 ? text.today : ago === 1 ? text.yesterday : formatDay(day)
}

/** Who did what where, day by day; each entry leads to the place. */
export const ActivityList = ({ workspace, entries, members }: ActivityListProps) => {
  const days = new Map<string, ActivityEntry[]>()
  for (const entry of entries) {
    const day = today(new Date(entry.at))
    days.set(day, [...(days.get(day) ?? []), entry])
  }
  return (
    <>
      {[...days].map(([day, own]) => (
        <Fragment key={day}>
          <h3 className={styles.day}>{dayName(day)}</h3>
          <ul className={styles.list}>
            {own.map(entry => (
              <Entry key={entry.id} workspace={workspace} entry={entry} members={members} />
            ))}
          </ul>
        </Fragment>
      ))}
    </>
  )
}

const Entry = ({
  workspace,
  entry,
  members,
}: Omit<ActivityListProps, 'entries'> & { entry: ActivityEntry }) => {
  const { kind, member, about, count, words, at } = entry
  const who = member === null ? undefined : members.get(member)
  const name = member === null ? '' : (who?.name ?? text.former)
  const sentence = text.sentences[kind]({
    name,
    count,
    about: about === null ? null : (members.get(about)?.name ?? null),
    self: about !== null && about === member,
    words,
  })
  const [before = '', after = ''] = sentence.split('{place}')
  return (
    <li className={styles.entry}>
      {who ? (
        <MemberAvatar name={who.name} colour={who.colour} size={24} />
      ) : (
        <span className={styles.nobody} aria-hidden />
      )}
      <span className={styles.words}>
        {before}
        <Link to={placeOf(workspace, entry)}>{entry.title ?? text.codebook}</Link>
        {after}
      </span>
      <time dateTime={at} title={formatInstant(at)} className={styles.time}>
        {formatAgo(at)}
      </time>
    </li>
  )
}

const placeOf = (
  workspace: string,
  { kind, member, about, conversation, finding, highlight }: ActivityEntry,
) => {
  if (finding) return paths.finding(workspace, finding)
  if (!conversation) return paths.codebook(workspace)
  const layer = kind === 'commented' ? about : member
  return paths.desk(workspace, conversation, highlight && layer ? { highlight, member: layer } : {})
}
