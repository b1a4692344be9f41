import { PasswordInput, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { Email, LIMITS, Name, Password } from '@polyphony/contract'
import { account } from '../text/account.ts'
import { common } from '../text/common.ts'

export interface Person extends Record<string, unknown> {
  name: string
  email: string
  password: string
}

/** What is asked of a new account, in the words of the form. */
export const validatePerson = {
  name: (value: string) => (Name.safeParse(value).success ? null : common.invalid.name),
  email: (value: string) => (Email.safeParse(value).success ? null : common.invalid.email),
  password: (value: string) =>
    Password.safeParse(value).success ? null : common.invalid.password(LIMITS.passwordMinLength),
}

/** Name, e-mail and password of an account that is being made. */
export const PersonFields = <Values extends Person>({
  form,
  emailFixed = false,
}: {
  form: UseFormReturnType<Values>
  emailFixed?: boolean
}) => (
  <>
    <TextInput
      label={account.name}
      placeholder={account.namePlaceholder}
      autoComplete="name"
      autoFocus
      required
      {...form.getInputProps('name')}
    />
    <TextInput
      type="email"
      label={account.email}
      autoComplete="username"
      required
      readOnly={emailFixed}
      {...form.getInputProps('email')}
    />
    <PasswordInput
      label={account.password}
      description={account.passwordHint(LIMITS.passwordMinLength)}
      autoComplete="new-password"
      required
      {...form.getInputProps('password')}
    />
  </>
)
