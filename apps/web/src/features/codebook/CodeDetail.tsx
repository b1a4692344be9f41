import { Button, Group, Title } from '@mantine/core'
import type { Member } from '@polyphony/contract'
import { type Code, type Ontology, path } from '@polyphony/ontology'
import { IconArrowRight } from '@tabler/icons-react'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { useEverybody } from '../../api/workspaces.ts'
import { paths } from '../../paths.ts'
import { codebook as text } from '../../text/codebook.ts'
import { codePage } from '../../text/codePage.ts'
import { formatDay } from '../../text/format.ts'
import { threads } from '../../text/threads.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { CodeThreadList } from '../comments/CodeThreadList.tsx'
import { withMerged } from '../comments/withMerged.ts'
import { SplitLink } from '../splitting/SplitLink.tsx'
import type { CodeDialog } from './CodeDialogs.tsx'
import styles from './codebook.module.css'
import type { CodeCounts } from './codeTree.ts'
import type { useCodebookCommands } from './useCodebookCommands.ts'

const FIELDS = ['short', 'full', 'whenToUse', 'whenNotToUse'] as const

interface CodeDetailProps {
  workspace: string
  ontology: Ontology
  code: Code
  count: CodeCounts | undefined
  members: Member[]
  editable: boolean
  commands: ReturnType<typeof useCodebookCommands>
  onDialog: (dialog: CodeDialog) => void
}

/** What a code means in short, beside the tree; its page has all of it. */
export const CodeDetail = ({
  workspace,
  ontology,
  code,
  count,
  members,
  editable,
  commands,
  onDialog,
}: CodeDetailProps) => {
  const way = path(ontology, code.id).slice(0, -1)
  const everybody = useEverybody(workspace)
  const people = useMemo(
    () => new Map((everybody.data ?? members).map(member => [member.id, member])),
    [everybody.data, members],
  )
  const author = people.get(code.createdBy)?.name ?? text.somebody
  const said = FIELDS.filter(field => code.definition[field])
  return (
    <article className={styles.detail} aria-label={code.name}>
      {way.length > 0 && <p className={styles.way}>{way.map(c => c.name).join(' / ')}</p>}
      <Title order={2} className={styles.detailName}>
        <CodeSign colour={code.colour} size={14} /> {code.name}
      </Title>
      <p className={styles.facts}>
        <span>{text.countsHere(count?.own ?? 0, count?.below ?? 0)}</span>
        <span>{text.madeBy(author, formatDay(code.createdAt))}</span>
        {code.formerNames.length > 0 && <span>{text.formerly(code.formerNames)}</span>}
      </p>
      {code.status === 'proposed' && (
        <div className={styles.proposal}>
          <p>{text.proposedBy(author)}</p>
          {editable && (
            <Group gap="xs">
              <Button
                size="compact-sm"
                onClick={() => commands.run({ type: 'adopt', id: code.id }, text.adopted(code.name))}
              >
                {text.adopt}
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => onDialog({ kind: 'reject', code: code.id })}
              >
                {text.reject}
              </Button>
            </Group>
          )}
        </div>
      )}
      <Group gap="xs">
        <Button
          component={Link}
          to={paths.code(workspace, code.id)}
          size="compact-sm"
          rightSection={<IconArrowRight size={14} aria-hidden />}
        >
          {codePage.open}
        </Button>
        {editable &&
          (['rename', 'move', 'merge', 'retire'] as const).map(kind => (
            <Button
              key={kind}
              size="compact-sm"
              variant="default"
              onClick={() => onDialog({ kind, code: code.id })}
            >
              {text[kind]}
            </Button>
          ))}
        {editable && <SplitLink workspace={workspace} ontology={ontology} code={code} />}
      </Group>
      {said.length === 0 ? (
        <p className={styles.soft}>{codePage.undefined}</p>
      ) : (
        <dl className={styles.definition}>
          {said.map(field => (
            <div key={field}>
              <dt>{text.fields[field]}</dt>
              <dd>{code.definition[field]}</dd>
            </div>
          ))}
        </dl>
      )}
      <section aria-label={threads.onCode.heading} className={styles.said}>
        <h3 className={styles.small}>{threads.onCode.heading}</h3>
        <CodeThreadList
          workspace={workspace}
          codes={withMerged(ontology, code.id)}
          people={people}
          none={codePage.thread.none}
        />
      </section>
    </article>
  )
}
