import { Button } from '@mantine/core'
import { IconNote, IconPlus, IconStack2 } from '@tabler/icons-react'
import { boards as text } from '../../text/boards.ts'
import { HistoryButtons } from '../history/HistoryButtons.tsx'
import { useBoardHere } from './BoardContext.tsx'
import styles from './boards.module.css'

/** What leads do with the board as a whole. */
export const BoardTools = ({
  adding,
  onAdding,
}: {
  adding: boolean
  onAdding: (adding: boolean) => void
}) => {
  const { session, ask } = useBoardHere()
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
      <HistoryButtons history={session.history} onUndo={() => session.undo()} onRedo={() => session.redo()} />
    </div>
  )
}
