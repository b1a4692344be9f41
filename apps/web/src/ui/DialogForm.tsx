import { Button, Group, Stack } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { common } from '../text/common.ts'

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
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {common.cancel}
          </Button>
          <Button type="submit" color={danger ? 'danger' : undefined} disabled={disabled} loading={sending}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
