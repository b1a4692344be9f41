import { Badge, Button, Checkbox, Modal, Stack, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { Name, type Session } from '@polyphony/contract'
import { IconMessages, IconPlus } from '@tabler/icons-react'
import { Link, useNavigate } from 'react-router'
import { useMyAssignments } from '../api/progress.ts'
import { useSession } from '../api/session.ts'
import { useCreateWorkspace } from '../api/workspaces.ts'
import { AssignedToYou } from '../features/workspace/AssignedToYou.tsx'
import { paths } from '../paths.ts'
import { common } from '../text/common.ts'
import { formatDay } from '../text/format.ts'
import { workspaces } from '../text/workspaces.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { FormActions } from '../ui/FormActions.tsx'
import { FormFailure } from '../ui/FormFailure.tsx'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { TopBar } from '../ui/TopBar.tsx'
import { useFormSubmit } from '../ui/useFormSubmit.ts'
import styles from './HomePage.module.css'

/** The workspaces one is a member of. */
export const HomePage = () => {
  const { data: session } = useSession()
  const [creating, { open, close }] = useDisclosure()
  const memberships = session?.memberships ?? []
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      {workspaces.create}
    </Button>
  )
  return (
    <>
      <a className="skip-link" href="#main">
        {common.skipToContent}
      </a>
      <TopBar />
      <main id="main" tabIndex={-1}>
        <Page>
          <PageHeader title={workspaces.title} hint={workspaces.hint} actions={create} />
          <Mine memberships={memberships} />
          {memberships.length === 0 ? (
            <EmptyState icon={<IconMessages size={24} />} title={workspaces.emptyTitle}>
              {workspaces.emptyText}
            </EmptyState>
          ) : (
            <ul className={styles.grid}>
              {memberships.map(({ workspace, role }) => (
                <li key={workspace.id} className={styles.card}>
                  <Title order={2} size="h2">
                    <Link to={paths.conversations(workspace.id)} className={styles.link}>
                      {workspace.name}
                    </Link>
                  </Title>
                  <p className={styles.facts}>
                    <span>{common.roles[role].name}</span>
                    <span>{workspaces.openedOn(formatDay(workspace.createdAt))}</span>
                    {workspace.demo && (
                      <Badge size="sm" color="gray" component="span">
                        {workspaces.demo}
                      </Badge>
                    )}
                  </p>
                </li>
              ))}
            </ul>
          )}
        </Page>
      </main>
      <Modal opened={creating} onClose={close} title={workspaces.createTitle}>
        <CreateWorkspace onCancel={close} />
      </Modal>
    </>
  )
}

/** What I was asked to code, wherever it is; what is done stands on the workspace's own page. */
const Mine = ({ memberships }: Pick<Session, 'memberships'>) => {
  const { data = [] } = useMyAssignments()
  const names = new Map(memberships.map(({ workspace }) => [workspace.id, workspace.name]))
  const open = data.filter(({ doneAt }) => doneAt === null)
  return (
    <div className={styles.mine}>
      <AssignedToYou
        assignments={open.map(assignment => ({
          ...assignment,
          workspaceName: names.get(assignment.workspace),
        }))}
      />
    </div>
  )
}

const CreateWorkspace = ({ onCancel }: { onCancel: () => void }) => {
  const create = useCreateWorkspace()
  const navigate = useNavigate()
  const form = useForm({
    initialValues: { name: '', demo: false },
    validate: { name: value => (Name.safeParse(value).success ? null : common.invalid.name) },
  })
  const { onSubmit, sending, failure } = useFormSubmit(form, async values => {
    const made = await create.mutateAsync(values)
    navigate(paths.conversations(made.id))
  })
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <FormFailure message={failure} />
        <TextInput
          data-autofocus
          label={workspaces.name}
          placeholder={workspaces.namePlaceholder}
          required
          {...form.getInputProps('name')}
        />
        <Checkbox
          label={workspaces.withDemo}
          description={workspaces.withDemoHint}
          {...form.getInputProps('demo', { type: 'checkbox' })}
        />
        <FormActions submit={common.create} sending={sending} onCancel={onCancel} />
      </Stack>
    </form>
  )
}
