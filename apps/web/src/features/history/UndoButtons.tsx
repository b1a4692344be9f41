import { ActionIcon, Tooltip } from '@mantine/core'
import type { Step } from '@polyphony/document'
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react'
import { useCallback, useSyncExternalStore } from 'react'
import { history as words } from '../../text/history.ts'
import { useDesk } from '../desk/DeskContext.tsx'
import { repeat, takeBack } from './historyCommands.ts'
import styles from './UndoButtons.module.css'

const labelOf = (step: Step | null): string | null => step && (step.act?.label ?? words.something)

/** Undo and, with `redo`, redo of everything done on the desk, saying what they will take back or repeat. */
export const UndoButtons = ({ redo: withRedo }: { redo: boolean }) => {
  const desk = useDesk()
  const subscribe = useCallback((listener: () => void) => desk.history.onChange(listener), [desk])
  const undo = useSyncExternalStore(subscribe, () => labelOf(desk.history.nextUndo()))
  const redo = useSyncExternalStore(subscribe, () => labelOf(desk.history.nextRedo()))
  if (!desk.abilities.code && !desk.abilities.correct) return null
  const undoLabel = undo !== null ? words.undo(undo) : words.nothingToUndo
  const redoLabel = redo !== null ? words.redo(redo) : words.nothingToRedo
  return (
    <>
      <Tooltip label={`${undoLabel} (Ctrl Z)`} multiline maw={320}>
        <ActionIcon
          size="lg"
          className={styles.button}
          aria-label={undoLabel}
          aria-disabled={undo === null}
          data-disabled={undo === null || undefined}
          onClick={() => undo !== null && takeBack(desk)}
        >
          <IconArrowBackUp size={19} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {withRedo && (
        <Tooltip label={`${redoLabel} (Ctrl Shift Z)`} multiline maw={320}>
          <ActionIcon
            size="lg"
            className={styles.button}
            aria-label={redoLabel}
            aria-disabled={redo === null}
            data-disabled={redo === null || undefined}
            onClick={() => redo !== null && repeat(desk)}
          >
            <IconArrowForwardUp size={19} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </>
  )
}
