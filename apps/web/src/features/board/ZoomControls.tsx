import { ActionIcon, Tooltip } from '@mantine/core'
import {
  IconHandStop,
  IconKeyboard,
  IconMaximize,
  IconMinus,
  IconPlus,
  IconPointer,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useStore } from '../../collab/createStore.ts'
import { boards as text } from '../../text/boards.ts'
import { formatShare } from '../../text/format.ts'
import { useBoardHere, useBoardState } from './BoardContext.tsx'
import styles from './board.module.css'

/** How the board is looked at: closer, farther, all of it; and what dragging does. */
export const ZoomControls = () => {
  const { session, ask } = useBoardHere()
  const tool = useBoardState(state => state.tool)
  const percent = useStore(session.view, ({ zoom }) => Math.round(zoom * 100))
  return (
    <div className={styles.zoom} role="toolbar" aria-label={text.tools}>
      <Tool
        label={text.select}
        pressed={tool === 'select'}
        onClick={() => session.state.set({ tool: 'select' })}
      >
        <IconPointer size={16} />
      </Tool>
      <Tool label={text.hand} pressed={tool === 'hand'} onClick={() => session.state.set({ tool: 'hand' })}>
        <IconHandStop size={16} />
      </Tool>
      <span className={styles.rule} aria-hidden />
      <Tool label={text.zoomOut} onClick={() => session.zoomBy(0.8)}>
        <IconMinus size={16} />
      </Tool>
      <span className={styles.percent}>{percent > 100 ? `${percent}%` : formatShare(percent / 100)}</span>
      <Tool label={text.zoomIn} onClick={() => session.zoomBy(1.25)}>
        <IconPlus size={16} />
      </Tool>
      <Tool label={text.zoomAll} onClick={() => session.showAll()}>
        <IconMaximize size={16} />
      </Tool>
      <span className={styles.rule} aria-hidden />
      <Tool label={text.keys} onClick={() => ask({ type: 'keys' })}>
        <IconKeyboard size={16} />
      </Tool>
    </div>
  )
}

interface ToolProps {
  label: string
  pressed?: boolean
  onClick: () => void
  children: ReactNode
}

const Tool = ({ label, pressed, onClick, children }: ToolProps) => (
  <Tooltip label={label}>
    <ActionIcon
      variant={pressed ? 'light' : 'subtle'}
      color="gray"
      size={28}
      aria-label={label}
      aria-pressed={pressed}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  </Tooltip>
)
