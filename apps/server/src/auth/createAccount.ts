import { PolyphonyError } from '@polyphony/contract'
import { auth } from './auth.ts'

export interface NewAccount {
  name: string
  email: string
  password: string
}

/** Makes an account with a password and returns its id; `already-exists` when the address has one. */
export const createAccount = async ({ name, email, password }: NewAccount): Promise<string> => {
  const { internalAdapter, password: passwords } = await auth().$context
  const taken = new PolyphonyError(
    'already-exists',
    'There is an account with this e-mail address. Sign in with it, then open the link again.',
    { issues: [{ path: 'email', message: 'has an account already' }] },
  )
  if (await internalAdapter.findUserByEmail(email)) throw taken
  const hash = await passwords.hash(password)
  let user: { id: string }
  try {
    user = await internalAdapter.createUser({ name, email, emailVerified: false }, {
      method: 'email-password',
    } as never)
  } catch (error) {
    // Two links with one address, followed at once.
    if ((error as { code?: unknown }).code === 11_000) throw taken
    throw error
  }
  try {
    await internalAdapter.createAccount({
      userId: user.id,
      providerId: 'credential',
      accountId: user.id,
      password: hash,
    })
  } catch (error) {
    // An account without a password would keep its address for ever.
    await deleteAccount(user.id)
    throw error
  }
  return user.id
}

/** Takes back an account that was just made. */
export const deleteAccount = async (user: string): Promise<void> => {
  const { internalAdapter } = await auth().$context
  await internalAdapter.deleteUser(user)
}
