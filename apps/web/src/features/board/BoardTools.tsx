import { ActionIcon, Button, Tooltip } from '@mantine/core'
import type { Step } from '@polyphony/document'
import { IconArrowBackUp, IconArrowForwardUp, IconNote, IconPlus, IconStack2 } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { boards as text } from '../../text/boards.ts'
import { history as words } from '../../text/history.ts'
import { useBoardHere } from './BoardContext.tsx'
import styles from './boards.module.css'

const labelOf = (step: Step | null): string | null => step && (step.act?.label ?? words.something)

/** What leads do with the board as a whole. */
export const BoardTools = ({
  adding,
  onAdding,
}: {
  adding: boolean
  onAdding: (adding: boolean) => void
}) => {
  const { session, ask } = useBoardHere()
  const { history } = session
  const undo = useSyncExternalStore(history.onChange, () => labelOf(history.nextUndo()))
  const redo = useSyncExternalStore(history.onChange, () => labelOf(history.nextRedo()))
  const undoLabel = undo === null ? words.nothingToUndo : words.undo(undo)
  const redoLabel = redo === null ? words.nothingToRedo : words.redo(redo)
  return (
    <div className={styles.tools}>
      <Button
        size="compact-md"
        leftSection={<IconPlus size={16} aria-hidden />}
        aria-expanded={adding}
        onClick={() => onAdding(!adding)}
      >
        {text.addCards}
      </Button>
      <Button
        size="compact-md"
        variant="default"
        leftSection={<IconNote size={16} aria-hidden />}
        onClick={() => ask({ type: 'note', key: null })}
      >
        {text.newNote}
      </Button>
      <Button
        size="compact-md"
        variant="default"
        leftSection={<IconStack2 size={16} aria-hidden />}
        onClick={() => ask({ type: 'cluster', cluster: null, keys: [...session.state.get().selection] })}
      >
        {text.newCluster}
      </Button>
      <span className={styles.gap} />
      <Tooltip label={`${undoLabel} (Ctrl Z)`}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={30}
          className={styles.undo}
          aria-label={undoLabel}
          aria-disabled={undo === null}
          data-disabled={undo === null || undefined}
          onClick={() => undo !== null && session.undo()}
        >
          <IconArrowBackUp size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`${redoLabel} (Ctrl Shift Z)`}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={30}
          className={styles.undo}
          aria-label={redoLabel}
          aria-disabled={redo === null}
          data-disabled={redo === null || undefined}
          onClick={() => redo !== null && session.redo()}
        >
          <IconArrowForwardUp size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}
