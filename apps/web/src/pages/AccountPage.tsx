import { Alert, Button, PasswordInput, Select, Stack, Switch, Table, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { LIMITS, Name, Password } from '@polyphony/contract'
import { IconKey } from '@tabler/icons-react'
import { useState } from 'react'
import { useChangePassword, useSignOut } from '../api/accountSession.ts'
import {
  useCreateToken,
  useRevokeToken,
  useSession,
  useSignOutEverywhere,
  useTokens,
} from '../api/session.ts'
import { account } from '../text/account.ts'
import { common } from '../text/common.ts'
import { formatAgo, formatDay } from '../text/format.ts'
import { CopyField } from '../ui/CopyField.tsx'
import { confirm } from '../ui/confirm.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FormFailure } from '../ui/FormFailure.tsx'
import { notifyDone } from '../ui/notify.ts'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { PageLoading } from '../ui/PageLoading.tsx'
import { Section } from '../ui/Section.tsx'
import { TopBar } from '../ui/TopBar.tsx'
import { useFormSubmit } from '../ui/useFormSubmit.ts'

const text = account.page

/** One's own account: password, tokens, sessions. */
export const AccountPage = () => {
  const { data: session } = useSession()
  const signOut = useSignOut()
  const everywhere = useSignOutEverywhere()
  return (
    <>
      <a className="skip-link" href="#main">
        {common.skipToContent}
      </a>
      <TopBar />
      <main id="main" tabIndex={-1}>
        <Page>
          <PageHeader
            title={text.title}
            hint={session?.user && text.signedInAs(session.user.email)}
            actions={
              <Button variant="default" onClick={() => signOut.mutate()} loading={signOut.isPending}>
                {text.signOut}
              </Button>
            }
          />
          <Tokens />
          <Section title={text.password}>
            <ChangePassword />
          </Section>
          <Section title={text.sessions} hint={text.sessionsHint}>
            <Button
              variant="default"
              loading={everywhere.isPending}
              onClick={() =>
                confirm({
                  title: text.signOutEverywhereTitle,
                  text: text.signOutEverywhereText,
                  confirm: text.signOutEverywhere,
                  onConfirm: () => everywhere.mutate(),
                })
              }
            >
              {text.signOutEverywhere}
            </Button>
          </Section>
        </Page>
      </main>
    </>
  )
}

const Tokens = () => {
  const tokens = useTokens()
  const create = useCreateToken()
  const revoke = useRevokeToken()
  const [secret, setSecret] = useState<string | null>(null)
  const form = useForm({
    initialValues: { name: '', readOnly: true, expires: '90' },
    validate: { name: value => (Name.safeParse(value).success ? null : common.invalid.name) },
  })
  const { onSubmit, sending, failure } = useFormSubmit(form, async ({ name, readOnly, expires }) => {
    const made = await create.mutateAsync({
      name,
      readOnly,
      expiresInDays: expires === 'never' ? null : Number(expires),
    })
    setSecret(made.secret)
    form.reset()
  })
  return (
    <Section title={text.tokens} hint={text.tokensHint}>
      <Stack gap="lg">
        <form onSubmit={onSubmit} noValidate>
          <Stack gap="sm" maw={720}>
            <FormFailure message={failure} />
            <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'flex-start' }}>
              <TextInput
                label={text.tokenName}
                placeholder={text.tokenNamePlaceholder}
                required
                style={{ flex: '1 1 240px' }}
                {...form.getInputProps('name')}
              />
              <Select
                label={text.tokenExpiry}
                data={Object.entries(text.expiries)
                  .sort(([a], [b]) => Number(a) - Number(b) || (a === 'never' ? 1 : -1))
                  .map(([value, label]) => ({ value, label }))}
                allowDeselect={false}
                w={160}
                {...form.getInputProps('expires')}
              />
            </div>
            <Switch label={text.tokenReadOnly} {...form.getInputProps('readOnly', { type: 'checkbox' })} />
            <div>
              <Button type="submit" loading={sending} leftSection={<IconKey size={16} aria-hidden />}>
                {text.makeToken}
              </Button>
            </div>
          </Stack>
        </form>
        {secret && (
          <Alert
            role="status"
            withCloseButton
            closeButtonLabel={common.close}
            onClose={() => setSecret(null)}
            className="callout"
          >
            <CopyField label={text.tokenMade} value={secret} />
          </Alert>
        )}
        {tokens.isPending ? (
          <PageLoading />
        ) : tokens.isError ? (
          <ErrorState error={tokens.error} onRetry={() => tokens.refetch()} />
        ) : tokens.data.length === 0 ? (
          <Text c="dimmed">{text.noTokens}</Text>
        ) : (
          <Table.ScrollContainer minWidth={640}>
            <Table verticalSpacing="sm">
              <Table.Thead>
                <Table.Tr>
                  {Object.values(text.tokenColumns).map(column => (
                    <Table.Th key={column}>{column}</Table.Th>
                  ))}
                  <Table.Td />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {tokens.data.map(token => (
                  <Table.Tr key={token.id}>
                    <Table.Th scope="row" fw={500}>
                      {token.name}
                    </Table.Th>
                    <Table.Td>{token.readOnly ? text.readOnly : text.readWrite}</Table.Td>
                    <Table.Td>{formatDay(token.createdAt)}</Table.Td>
                    <Table.Td>{token.lastUsedAt ? formatAgo(token.lastUsedAt) : text.neverUsed}</Table.Td>
                    <Table.Td>{token.expiresAt ? formatDay(token.expiresAt) : text.neverExpires}</Table.Td>
                    <Table.Td ta="right">
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        color="danger"
                        onClick={() =>
                          confirm({
                            title: text.revokeTitle(token.name),
                            text: text.revokeText,
                            confirm: text.revoke,
                            onConfirm: () =>
                              revoke.mutate(token.id, { onSuccess: () => notifyDone(text.revoked) }),
                          })
                        }
                      >
                        {text.revoke}
                      </Button>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Stack>
    </Section>
  )
}

const ChangePassword = () => {
  const change = useChangePassword()
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '' },
    validate: {
      currentPassword: value => (value ? null : common.invalid.required),
      newPassword: value =>
        Password.safeParse(value).success ? null : common.invalid.password(LIMITS.passwordMinLength),
    },
  })
  const { onSubmit, sending, failure } = useFormSubmit(form, async values => {
    await change.mutateAsync(values)
    form.reset()
    notifyDone(text.passwordChanged)
  })
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack maw={400}>
        <FormFailure message={failure} />
        <PasswordInput
          label={text.currentPassword}
          autoComplete="current-password"
          required
          {...form.getInputProps('currentPassword')}
        />
        <PasswordInput
          label={text.newPassword}
          description={account.passwordHint(LIMITS.passwordMinLength)}
          autoComplete="new-password"
          required
          {...form.getInputProps('newPassword')}
        />
        <div>
          <Button type="submit" variant="default" loading={sending}>
            {text.changePassword}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
