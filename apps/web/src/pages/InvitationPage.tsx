import { Button, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Link, useLocation, useNavigate, useParams } from 'react-router'
import { useSession } from '../api/session.ts'
import { useAcceptInvitation, useInvitation } from '../api/workspaces.ts'
import { PersonFields, validatePerson } from '../features/PersonFields.tsx'
import { paths } from '../paths.ts'
import { account } from '../text/account.ts'
import { common } from '../text/common.ts'
import { Door } from '../ui/Door.tsx'
import { FormFailure } from '../ui/FormFailure.tsx'
import { errorMessage } from '../ui/notify.ts'
import { PageLoading } from '../ui/PageLoading.tsx'
import { useFormSubmit } from '../ui/useFormSubmit.ts'

/** Joins a workspace by a link: as who is signed in, or with a new account. */
export const InvitationPage = () => {
  const secret = useParams().secret!
  const invitation = useInvitation(secret)
  const session = useSession()
  if (invitation.isPending || session.isPending) return <PageLoading />
  if (invitation.isError)
    return (
      <Door title={account.join.goneTitle}>
        <Stack>
          <Text c="dimmed">{errorMessage(invitation.error)}</Text>
          <Button component={Link} to={paths.home}>
            {common.goHome}
          </Button>
        </Stack>
      </Door>
    )
  const { workspace, role, email } = invitation.data
  const words = common.roles[role]
  return (
    <Door
      title={account.join.title(workspace)}
      hint={
        <>
          {account.join.as(words.name)} {words.does}
        </>
      }
    >
      {session.data?.user ? (
        <JoinAs secret={secret} name={session.data.user.name} />
      ) : (
        <JoinNew secret={secret} email={email} />
      )}
    </Door>
  )
}

const useJoin = (secret: string) => {
  const accept = useAcceptInvitation(secret)
  const navigate = useNavigate()
  return async (person: { name: string; email: string; password: string } | null) => {
    const { workspace } = await accept.mutateAsync(person)
    navigate(paths.workspace(workspace), { replace: true })
  }
}

const JoinAs = ({ secret, name }: { secret: string; name: string }) => {
  const join = useJoin(secret)
  const { onSubmit, sending, failure } = useFormSubmit(useForm({ initialValues: {} }), () => join(null))
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <FormFailure message={failure} />
        <Button type="submit" size="md" loading={sending}>
          {account.join.accept(name)}
        </Button>
        <Text size="sm" c="dimmed">
          {account.join.notYou}
        </Text>
      </Stack>
    </form>
  )
}

const JoinNew = ({ secret, email }: { secret: string; email: string | null }) => {
  const join = useJoin(secret)
  const { pathname } = useLocation()
  const form = useForm({
    initialValues: { name: '', email: email ?? '', password: '' },
    validate: validatePerson,
  })
  const { onSubmit, sending, failure } = useFormSubmit(form, join)
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <FormFailure message={failure} />
        <PersonFields form={form} emailFixed={email !== null} />
        <Button type="submit" size="md" loading={sending}>
          {account.join.create}
        </Button>
        <Button variant="subtle" component={Link} to={paths.signIn(pathname)}>
          {account.join.haveAccount}
        </Button>
      </Stack>
    </form>
  )
}
