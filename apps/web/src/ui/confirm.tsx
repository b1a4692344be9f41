import { Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { common } from '../text/common.ts'

interface Question {
  title: string
  /** What will happen, and whether it can be taken back. */
  text: string
  /** The verb on the button. */
  confirm: string
  danger?: boolean
  onConfirm: () => void
}

/** Asks before something that cannot be taken back; says what it does. */
export const confirm = ({ title, text, confirm, danger = true, onConfirm }: Question): void => {
  modals.openConfirmModal({
    title,
    children: (
      <Text size="sm" lh={1.6}>
        {text}
      </Text>
    ),
    labels: { confirm, cancel: common.cancel },
    confirmProps: danger ? { color: 'danger' } : {},
    closeButtonProps: { 'aria-label': common.close },
    onConfirm,
  })
}
