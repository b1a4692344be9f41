import { Button, Group, Title } from '@mantine/core'
import { type Code, path, successorOf } from '@polyphony/ontology'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { codebook } from '../../text/codebook.ts'
import { codePage as text } from '../../text/codePage.ts'
import { common } from '../../text/common.ts'
import { formatDay } from '../../text/format.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import type { CodeDialog } from '../codebook/CodeDialogs.tsx'
import { SplitLink } from '../splitting/SplitLink.tsx'
import styles from './code.module.css'
import type { CodePlace } from './useCodePlace.ts'

interface CodeHeaderProps {
  place: CodePlace
  code: Code
  live: boolean
  /** The merged code whose address led here. */
  from: Code | null
  counts: { own: number; below: number; people: number; conversations: number } | null
  onDialog: (dialog: CodeDialog) => void
}

/** What a code is called, where it stands, and what can be done with it. */
export const CodeHeader = ({ place, code, live, from, counts, onDialog }: CodeHeaderProps) => {
  const { workspace, ontology, editable, commands, people } = place
  const way = path(ontology, code.id).slice(0, -1)
  const author = people.get(code.createdBy)?.name ?? codebook.somebody
  const parts = code.splitInto.flatMap(id => successorOf(ontology, id) ?? [])
  return (
    <header className={styles.header}>
      <title>{`${code.name} · ${common.product}`}</title>
      {way.length > 0 && (
        <nav aria-label={text.way} className={styles.way}>
          {way.map(above => (
            <span key={above.id}>
              <Link to={paths.code(workspace, above.id)}>{above.name}</Link>
              <span aria-hidden> / </span>
            </span>
          ))}
        </nav>
      )}
      <Title order={1} className={styles.name}>
        <CodeSign colour={code.colour} size={16} /> <span>{code.name}</span>
        {code.status === 'proposed' && <span className={styles.badge}>{codebook.proposed}</span>}
      </Title>
      <p className={styles.facts}>
        {counts && (
          <span>
            {text.facts.codings(counts.own)}
            {counts.own > 0 &&
              ` ${text.facts.people(counts.people)} ${text.facts.conversations(counts.conversations)}`}
            {counts.below > counts.own && `, ${text.facts.below(counts.below)}`}
          </span>
        )}
        <span>{codebook.madeBy(author, formatDay(code.createdAt))}</span>
      </p>
      {from && (
        <p role="status" className={styles.notice}>
          {text.mergedHere(from.name, code.name)} {from.reason && text.reason(from.reason)}
        </p>
      )}
      {!live && (
        <div className={styles.notice}>
          <p>
            <strong>{code.status === 'rejected' ? text.rejected(code.name) : text.retired(code.name)}</strong>{' '}
            {code.reason ? text.reason(code.reason) : text.noReason}
          </p>
          {editable && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => commands.run({ type: 'restore', id: code.id }, codebook.restored(code.name))}
            >
              {codebook.restore}
            </Button>
          )}
        </div>
      )}
      {parts.length > 0 && (
        <p className={styles.notice}>
          {text.split}{' '}
          {parts.map((part, i) => (
            <span key={part.id}>
              {i > 0 && ', '}
              <Link to={paths.code(workspace, part.id)}>{part.name}</Link>
            </span>
          ))}
        </p>
      )}
      {code.status === 'proposed' && (
        <div className={styles.notice}>
          <p>{codebook.proposedBy(author)}</p>
          {editable && (
            <Group gap="xs">
              <Button
                size="compact-sm"
                onClick={() => commands.run({ type: 'adopt', id: code.id }, codebook.adopted(code.name))}
              >
                {codebook.adopt}
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => onDialog({ kind: 'reject', code: code.id })}
              >
                {codebook.reject}
              </Button>
            </Group>
          )}
        </div>
      )}
      {editable && live && (
        <Group gap="xs">
          {(['rename', 'move', 'merge', 'retire'] as const).map(kind => (
            <Button
              key={kind}
              size="compact-sm"
              variant="default"
              onClick={() => onDialog({ kind, code: code.id })}
            >
              {codebook[kind]}
            </Button>
          ))}
          <SplitLink workspace={workspace} ontology={ontology} code={code} />
        </Group>
      )}
    </header>
  )
}
