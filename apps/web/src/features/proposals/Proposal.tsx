import { Button, Group } from '@mantine/core'
import type { Member } from '@polyphony/contract'
import { type Code, type Ontology, parentOf } from '@polyphony/ontology'
import { IconMessage2 } from '@tabler/icons-react'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { codebook } from '../../text/codebook.ts'
import { formatDay } from '../../text/format.ts'
import { proposals as text } from '../../text/proposals.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { MemberAvatar } from '../../ui/MemberAvatar.tsx'
import type { CodeDialog } from '../codebook/CodeDialogs.tsx'
import type { Uses } from '../codebook/codeUses.ts'
import styles from './proposals.module.css'

interface ProposalProps {
  workspace: string
  ontology: Ontology
  code: Code
  uses: Uses | undefined
  /** Threads on it. */
  threads: number
  proposer: Member | undefined
  mine: boolean
  mayDecide: boolean
  onAdopt: () => void
  onDialog: (dialog: CodeDialog) => void
}

/** A proposed code with what one needs to decide on it. */
export const Proposal = ({
  workspace,
  ontology,
  code,
  uses,
  threads,
  proposer,
  mine,
  mayDecide,
  onAdopt,
  onDialog,
}: ProposalProps) => {
  const day = formatDay(code.createdAt)
  const parent = parentOf(ontology, code)
  const { codings = 0, people = 0, conversations = 0 } = uses ?? {}
  return (
    <li className={styles.proposal}>
      <div className={styles.what}>
        <h2 className={styles.name}>
          <CodeSign colour={code.colour} size={12} />{' '}
          <Link to={paths.code(workspace, code.id)}>{code.name}</Link>
          {parent && <small>{text.under(parent.name)}</small>}
        </h2>
        <p className={code.definition.short || code.definition.full ? undefined : styles.soft}>
          {code.definition.short || code.definition.full || text.undefinedYet}
        </p>
        <p className={styles.facts}>
          <span className={styles.by}>
            <MemberAvatar name={proposer?.name ?? '?'} colour={proposer?.colour ?? '#888888'} size={20} />
            {mine ? text.yours(day) : text.by(proposer?.name ?? text.somebody, day)}
          </span>
          <span>{text.uses(codings, people, conversations)}</span>
          <Link
            to={paths.code(workspace, code.id)}
            aria-label={text.threadsOf(code.name, threads)}
            className={styles.threads}
          >
            <IconMessage2 size={15} aria-hidden /> {text.threads(threads)}
          </Link>
        </p>
      </div>
      {mayDecide ? (
        <Group gap="xs" className={styles.decide}>
          <Button size="compact-sm" aria-label={text.adoptLabel(code.name)} onClick={onAdopt}>
            {codebook.adopt}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={text.mergeLabel(code.name)}
            onClick={() => onDialog({ kind: 'merge', code: code.id })}
          >
            {codebook.merge}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={text.rejectLabel(code.name)}
            onClick={() => onDialog({ kind: 'reject', code: code.id })}
          >
            {codebook.reject}
          </Button>
        </Group>
      ) : (
        <p className={styles.soft}>{text.waiting}</p>
      )}
    </li>
  )
}
