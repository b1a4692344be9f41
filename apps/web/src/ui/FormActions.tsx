import { Button, Group } from '@mantine/core'
import { common } from '../text/common.ts'

interface FormActionsProps {
  /** What the form does. */
  submit: string
  sending: boolean
  danger?: boolean
  disabled?: boolean
  onCancel: () => void
}

/** The two buttons at the foot of a form in a dialog. */
export const FormActions = ({ submit, sending, danger, disabled, onCancel }: FormActionsProps) => (
  <Group justify="flex-end">
    <Button variant="default" onClick={onCancel}>
      {common.cancel}
    </Button>
    <Button type="submit" color={danger ? 'danger' : undefined} disabled={disabled} loading={sending}>
      {submit}
    </Button>
  </Group>
)
