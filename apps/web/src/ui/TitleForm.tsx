import { Stack, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Title } from '@polyphony/contract'
import type { KeyboardEvent, ReactNode } from 'react'
import { common } from '../text/common.ts'
import { FormActions } from './FormActions.tsx'
import { FormFailure } from './FormFailure.tsx'
import { useFormSubmit } from './useFormSubmit.ts'

interface TitleFormProps {
  label: string
  placeholder: string
  /** Makes what is titled so; what goes wrong is shown above the field. */
  onCreate: (title: string) => Promise<unknown>
  onCancel: () => void
  /** Further fields. */
  children?: ReactNode
}

/** A title is one line, however many it takes to show it. */
const onEnter = (event: KeyboardEvent<HTMLTextAreaElement>) => {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
  event.preventDefault()
  event.currentTarget.form?.requestSubmit()
}

/** In a dialog: makes something that is known by its title. */
export const TitleForm = ({ label, placeholder, onCreate, onCancel, children }: TitleFormProps) => {
  const form = useForm({
    initialValues: { title: '' },
    validate: { title: value => (Title.safeParse(value).success ? null : common.invalid.title) },
  })
  const { onSubmit, sending, failure } = useFormSubmit(form, ({ title }) => onCreate(title))
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <FormFailure message={failure} />
        <Textarea
          data-autofocus
          label={label}
          placeholder={placeholder}
          autosize
          required
          onKeyDown={onEnter}
          {...form.getInputProps('title')}
        />
        {children}
        <FormActions submit={common.create} sending={sending} onCancel={onCancel} />
      </Stack>
    </form>
  )
}
