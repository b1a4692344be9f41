import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Email } from '@polyphony/contract'
import { Navigate, useSearchParams } from 'react-router'
import { useSignIn } from '../api/accountSession.ts'
import { useSession } from '../api/session.ts'
import { paths } from '../paths.ts'
import { account } from '../text/account.ts'
import { common } from '../text/common.ts'
import { Door } from '../ui/Door.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FormFailure } from '../ui/FormFailure.tsx'
import { PageLoading } from '../ui/PageLoading.tsx'
import { useFormSubmit } from '../ui/useFormSubmit.ts'

/** Only a path of our own: a link must not be able to send whoever signs in elsewhere. */
const safeNext = (next: string | null): string => (next && /^\/(?![/\\])/.test(next) ? next : paths.home)

export const SignInPage = () => {
  const session = useSession()
  const next = safeNext(useSearchParams()[0].get('next'))
  const signIn = useSignIn()
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: value => (Email.safeParse(value).success ? null : common.invalid.email),
      password: value => (value ? null : common.invalid.required),
    },
  })
  const { onSubmit, sending, failure } = useFormSubmit(form, values => signIn.mutateAsync(values))

  if (session.isPending) return <PageLoading />
  if (session.isError) return <ErrorState error={session.error} onRetry={() => session.refetch()} order={1} />
  if (session.data.user) return <Navigate to={next} replace />
  if (!session.data.ready)
    return (
      <Door title={account.waiting.title}>
        <Text c="dimmed">{account.waiting.text}</Text>
      </Door>
    )
  return (
    <Door title={account.signIn.title} hint={common.tagline}>
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <FormFailure message={failure} />
          <TextInput
            type="email"
            label={account.email}
            autoComplete="username"
            autoFocus
            required
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={account.password}
            autoComplete="current-password"
            required
            {...form.getInputProps('password')}
          />
          <Button type="submit" size="md" loading={sending}>
            {account.signIn.submit}
          </Button>
          <Text size="sm" c="dimmed">
            {account.signIn.noAccount}
          </Text>
        </Stack>
      </form>
    </Door>
  )
}
