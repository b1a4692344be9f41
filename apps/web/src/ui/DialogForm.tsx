import { Stack } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { FormActions } from './FormActions.tsx'

interface DialogFormProps {
  confirm: string
  danger?: boolean
  disabled?: boolean
  onCancel: () => void
  onConfirm: () => Promise<unknown>
  children: ReactNode
}

/** Fields, and the two buttons below them. */
export const DialogForm = ({ confirm, danger, disabled, onCancel, onConfirm, children }: DialogFormProps) => {
  const [sending, setSending] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (disabled || sending) return
    setSending(true)
    await onConfirm()
    setSending(false)
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        {children}
        <FormActions
          submit={confirm}
          sending={sending}
          danger={danger}
          disabled={disabled}
          onCancel={onCancel}
        />
      </Stack>
    </form>
  )
}
