import { Button, Title as Heading, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { resolveCode } from '@polyphony/ontology'
import { IconBulb, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { useCreateFinding, useExcerpts, useFindings } from '../api/findings.ts'
import { useMyAbilities } from '../api/session.ts'
import { useCodebook } from '../features/codebook/useCodebook.ts'
import styles from '../features/findings/findings.module.css'
import { ThemesField } from '../features/findings/ThemesField.tsx'
import { paths } from '../paths.ts'
import { common } from '../text/common.ts'
import { findings as text } from '../text/findings.ts'
import { formatAgo } from '../text/format.ts'
import { CodeChip } from '../ui/CodeChip.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { PageLoading } from '../ui/PageLoading.tsx'
import { TitleForm } from '../ui/TitleForm.tsx'

export const FindingsPage = () => {
  const workspace = useParams().workspace!
  const list = useFindings(workspace)
  const { data: excerpts = [] } = useExcerpts(workspace)
  const { ontology } = useCodebook(workspace)
  const { can } = useMyAbilities(workspace)
  const [creating, { open, close }] = useDisclosure()
  if (list.isPending)
    return (
      <Page>
        <PageHeader title={text.title} hint={text.hint} />
        <PageLoading />
      </Page>
    )
  if (list.isError) return <ErrorState error={list.error} onRetry={() => list.refetch()} order={1} />
  const create = can('finding.write') && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      {text.create}
    </Button>
  )
  const latest = [...list.data].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))
  return (
    <Page>
      <PageHeader title={text.title} hint={text.hint} actions={latest.length > 0 && create} />
      {latest.length === 0 && (
        <EmptyState icon={<IconBulb size={24} />} title={text.emptyTitle} actions={create || undefined}>
          {text.emptyText}
        </EmptyState>
      )}
      <ul className={styles.list}>
        {latest.map(finding => {
          const own = excerpts.filter(e => e.finding === finding.id)
          const count = (state: string) => own.filter(e => e.decision.state === state).length
          const codes = ontology ? finding.themes.flatMap(id => resolveCode(ontology, id) ?? []) : []
          return (
            <li key={finding.id} className={styles.card}>
              <Heading order={2} className={styles.cardTitle}>
                <Link to={paths.finding(workspace, finding.id)}>{finding.title}</Link>
              </Heading>
              <p className={styles.facts}>
                {[...new Map(codes.map(c => [c.id, c])).values()].map(c => (
                  <CodeChip key={c.id} name={c.name} colour={c.colour} />
                ))}
                <span>{text.excerpts(own.length)}</span>
                {(['approved', 'pending', 'declined'] as const).map(
                  state => count(state) > 0 && <span key={state}>{text[state](count(state))}</span>,
                )}
                <span>{text.changed(formatAgo(finding.updatedAt))}</span>
              </p>
            </li>
          )
        })}
      </ul>
      <Modal
        opened={creating}
        onClose={close}
        title={text.createTitle}
        closeButtonProps={{ 'aria-label': common.close }}
      >
        <CreateFinding workspace={workspace} onCancel={close} />
      </Modal>
    </Page>
  )
}

const CreateFinding = ({ workspace, onCancel }: { workspace: string; onCancel: () => void }) => {
  const create = useCreateFinding(workspace)
  const { ontology } = useCodebook(workspace)
  const navigate = useNavigate()
  const [themes, setThemes] = useState<string[]>([])
  return (
    <TitleForm
      label={text.claim}
      placeholder={text.claimPlaceholder}
      onCreate={async title =>
        navigate(paths.finding(workspace, (await create.mutateAsync({ title, themes })).id))
      }
      onCancel={onCancel}
    >
      {ontology && <ThemesField ontology={ontology} value={themes} onChange={setThemes} />}
    </TitleForm>
  )
}
