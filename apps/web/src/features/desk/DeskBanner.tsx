import { Button, Modal, PasswordInput, Text } from '@mantine/core'
import { useState } from 'react'
import { useSignIn } from '../../api/accountSession.ts'
import { useSession } from '../../api/session.ts'
import { useCollab } from '../../collab/CollabProvider.tsx'
import { useStore } from '../../collab/createStore.ts'
import { desk as words } from '../../text/desk.ts'
import { errorMessage } from '../../ui/notify.ts'
import styles from './DeskBanner.module.css'
import { useDesk } from './DeskContext.tsx'

/** Says what stands between the work and the server, and what to do. */
export const DeskBanner = () => {
  const desk = useDesk()
  const collab = useCollab()
  const { saving, signedOut } = useStore(collab.state, state => state)
  const closed = useStore(desk.transcript.state, state => state.closed)
  const [asking, setAsking] = useState(false)
  const [wasAway, setWasAway] = useState(false)
  const away = saving === 'offline' || saving === 'not-saved'
  if (away && !wasAway) setWasAway(true)
  const text = signedOut
    ? words.signedOutBanner
    : closed === 'forbidden' || closed === 'not-found'
      ? words.closed[closed]
      : saving === 'not-saved'
        ? words.notSavedBanner
        : saving === 'offline'
          ? words.offlineBanner
          : closed
            ? words.unavailableBanner
            : null
  return (
    <div role="status" className={styles.place}>
      {text && (
        <div className={styles.banner} data-grave={saving === 'not-saved' || undefined}>
          {text}
          {signedOut && (
            <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
              {words.signIn}
            </Button>
          )}
        </div>
      )}
      {!text && wasAway && saving === 'saved' && <p className="visually-hidden">{words.savedAgain}</p>}
      {asking && signedOut && <SignInAgain onClose={() => setAsking(false)} />}
    </div>
  )
}

/** Signs in without leaving the page: what is not saved yet is sent afterwards. */
const SignInAgain = ({ onClose }: { onClose: () => void }) => {
  const desk = useDesk()
  const collab = useCollab()
  const signIn = useSignIn()
  const session = useSession()
  const [password, setPassword] = useState('')
  const { email } = desk.me
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.signInTitle}
      closeButtonProps={{ 'aria-label': words.close }}
      size="sm"
    >
      <form
        onSubmit={event => {
          event.preventDefault()
          signIn.mutate(
            { email, password },
            {
              onSuccess: async () => {
                await session.refetch()
                await collab.reconnect()
                onClose()
              },
            },
          )
        }}
      >
        <Text size="sm" c="dimmed" mb="sm">
          {words.signInText}
        </Text>
        <Text size="sm" mb="sm">
          {words.email}: <strong>{email}</strong>
        </Text>
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordInput
          data-autofocus
          label={words.password}
          autoComplete="current-password"
          value={password}
          error={signIn.error ? errorMessage(signIn.error) : undefined}
          onChange={event => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" fullWidth mt="md" loading={signIn.isPending} disabled={!password}>
          {words.signIn}
        </Button>
      </form>
    </Modal>
  )
}
