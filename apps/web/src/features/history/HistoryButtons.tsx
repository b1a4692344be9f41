import { ActionIcon, Tooltip } from '@mantine/core'
import type { History, Step } from '@polyphony/document'
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { history as words } from '../../text/history.ts'
import styles from './HistoryButtons.module.css'

const labelOf = (step: Step | null): string | null => step && (step.act?.label ?? words.something)

interface HistoryButtonsProps {
  history: History
  onUndo: () => void
  onRedo: () => void
}

/** Undo and redo of what was done on a page, saying what they will take back or repeat. */
export const HistoryButtons = ({ history, onUndo, onRedo }: HistoryButtonsProps) => {
  const undo = useSyncExternalStore(history.onChange, () => labelOf(history.nextUndo()))
  const redo = useSyncExternalStore(history.onChange, () => labelOf(history.nextRedo()))
  const sides = [
    {
      label: undo === null ? words.nothingToUndo : words.undo(undo),
      keys: 'Ctrl Z',
      nothing: undo === null,
      act: onUndo,
      Icon: IconArrowBackUp,
    },
    {
      label: redo === null ? words.nothingToRedo : words.redo(redo),
      keys: 'Ctrl Shift Z',
      nothing: redo === null,
      act: onRedo,
      Icon: IconArrowForwardUp,
    },
  ]
  return sides.map(({ label, keys, nothing, act, Icon }) => (
    <Tooltip key={keys} label={`${label} (${keys})`} multiline maw={320}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={30}
        className={styles.button}
        aria-label={label}
        aria-disabled={nothing}
        data-disabled={nothing || undefined}
        onClick={() => !nothing && act()}
      >
        <Icon size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  ))
}
