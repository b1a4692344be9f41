import { Button, Checkbox, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Name } from '@polyphony/contract'
import { useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { useSession, useSetUp } from '../api/session.ts'
import { PersonFields, validatePerson } from '../features/PersonFields.tsx'
import { paths } from '../paths.ts'
import { account } from '../text/account.ts'
import { common } from '../text/common.ts'
import { Door } from '../ui/Door.tsx'
import { FormFailure } from '../ui/FormFailure.tsx'
import { PageLoading } from '../ui/PageLoading.tsx'
import { useFormSubmit } from '../ui/useFormSubmit.ts'

/** The first page of a new server. The token stands behind the `#`, so that it reaches no log on the way. */
export const SetupPage = () => {
  const { hash } = useLocation()
  const [token] = useState(() => hash.replace(/^#(token=)?/, ''))
  const session = useSession()
  const setUp = useSetUp()
  const navigate = useNavigate()
  const form = useForm({
    initialValues: { name: '', email: '', password: '', workspace: '', demo: true },
    validate: {
      ...validatePerson,
      workspace: value => (Name.safeParse(value).success ? null : common.invalid.name),
    },
  })
  const { onSubmit, sending, failure } = useFormSubmit(form, async values => {
    const made = await setUp.mutateAsync({ ...values, token })
    navigate(paths.conversations(made.demoWorkspace ?? made.workspace), { replace: true })
  })

  if (session.isPending) return <PageLoading />
  if (session.data?.ready && !setUp.isPending && !setUp.isSuccess)
    return (
      <Door title={account.setup.done}>
        <Button mt="md" component={Link} to={paths.home}>
          {common.goHome}
        </Button>
      </Door>
    )
  if (!token)
    return (
      <Door title={account.waiting.title}>
        <Text c="dimmed">{account.setup.noToken}</Text>
      </Door>
    )
  return (
    <Door title={account.setup.title} hint={account.setup.lead}>
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <FormFailure message={failure} />
          <PersonFields form={form} />
          <TextInput
            label={account.setup.workspace}
            description={account.setup.workspaceHint}
            placeholder={account.setup.workspacePlaceholder}
            required
            {...form.getInputProps('workspace')}
          />
          <Checkbox
            label={account.setup.demo}
            description={account.setup.demoHint}
            {...form.getInputProps('demo', { type: 'checkbox' })}
          />
          <Button type="submit" size="md" loading={sending}>
            {account.setup.submit}
          </Button>
        </Stack>
      </form>
    </Door>
  )
}
