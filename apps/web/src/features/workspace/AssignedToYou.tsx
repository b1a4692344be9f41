import { Button } from '@mantine/core'
import type { Assignment } from '@polyphony/contract'
import { IconCheck } from '@tabler/icons-react'
import { Link } from 'react-router'
import { useFinishAssignment } from '../../api/progress.ts'
import { whenDone } from '../../api/whenDone.ts'
import { paths } from '../../paths.ts'
import { common } from '../../text/common.ts'
import { progress as text } from '../../text/progress.ts'
import { notifyDone, notifyUndo } from '../../ui/notify.ts'
import { Section } from '../../ui/Section.tsx'
import styles from './AssignedToYou.module.css'
import { dueWords, isOverdue } from './dueDay.ts'

/** An assignment of mine, with the names that go with it. */
export interface MyAssignment extends Assignment {
  /** Of the conversation. */
  title: string
  /** Who asked. */
  byName?: string
  /** Shown where assignments of several workspaces stand together. */
  workspaceName?: string
}

/** What I was asked to code, the most urgent first; nothing at all for somebody who was asked nothing. */
export const AssignedToYou = ({ assignments }: { assignments: readonly MyAssignment[] }) => {
  const open = assignments
    .filter(({ doneAt }) => doneAt === null)
    .sort((a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999') || a.title.localeCompare(b.title))
  const done = assignments.filter(({ doneAt }) => doneAt !== null)
  if (assignments.length === 0) return null
  return (
    <Section title={text.yours} hint={open.length > 0 ? text.yoursHint : undefined}>
      {open.length > 0 && (
        <ul className={styles.list}>
          {open.map(assignment => (
            <Item key={`${assignment.conversation} ${assignment.member}`} assignment={assignment} />
          ))}
        </ul>
      )}
      {done.length > 0 && (
        <details className={styles.done}>
          <summary>{text.doneCount(done.length)}</summary>
          <ul className={styles.list}>
            {done.map(assignment => (
              <Item key={`${assignment.conversation} ${assignment.member}`} assignment={assignment} />
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}

const Item = ({ assignment }: { assignment: MyAssignment }) => {
  const { workspace, conversation, title, due, note, doneAt, byName, workspaceName } = assignment
  const finish = useFinishAssignment(workspace)
  const setDone = (done: boolean) =>
    whenDone(finish.mutateAsync({ conversation, done }), () =>
      done
        ? notifyUndo(text.wasDone(title), () =>
            whenDone(finish.mutateAsync({ conversation, done: false }), () => notifyDone(common.undone)),
          )
        : notifyDone(text.reopened(title)),
    )
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        <Link to={paths.desk(workspace, conversation)} className={styles.link}>
          {title}
        </Link>
        <span className={styles.facts}>
          <span className={styles.due} data-late={isOverdue(assignment) || undefined}>
            {doneAt ? text.isDone : dueWords(due)}
          </span>
          {byName && <span>{text.by(byName)}</span>}
          {workspaceName && <span>{workspaceName}</span>}
        </span>
        {note && <p className={styles.note}>{note}</p>}
      </div>
      {doneAt ? (
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={text.openAgainOf(title)}
          loading={finish.isPending}
          onClick={() => setDone(false)}
        >
          {text.openAgain}
        </Button>
      ) : (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconCheck size={15} aria-hidden />}
          aria-label={text.doneOf(title)}
          loading={finish.isPending}
          onClick={() => setDone(true)}
        >
          {text.done}
        </Button>
      )}
    </li>
  )
}
