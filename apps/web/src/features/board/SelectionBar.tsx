import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots, IconStack2, IconX } from '@tabler/icons-react'
import { boards as text } from '../../text/boards.ts'
import { useBoardHere, useBoardState } from './BoardContext.tsx'
import styles from './board.module.css'
import { CardActions } from './CardActions.tsx'

interface SelectionBarProps {
  /** The menu of actions, which a key opens as well. */
  opened: boolean
  onOpened: (opened: boolean) => void
}

/** What can be done with the selected cards, or else with the one that keys go to. */
export const SelectionBar = ({ opened, onOpened }: SelectionBarProps) => {
  const { session, ask, editable } = useBoardHere()
  const selection = useBoardState(state => state.selection)
  const focus = useBoardState(state => state.focus)
  const keys = selection.size > 0 ? [...selection] : opened && focus !== null ? [focus] : []
  if (keys.length === 0) return null
  return (
    <div className={styles.bar} role="toolbar" aria-label={text.forSelection}>
      <span className={styles.barCount}>{text.selected(keys.length)}</span>
      {editable && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconStack2 size={15} aria-hidden />}
          onClick={() => ask({ type: 'cluster', cluster: null, keys })}
        >
          {text.gatherShort}
        </Button>
      )}
      <Menu opened={opened} onChange={onOpened} position="top" withinPortal>
        <Menu.Target>
          <ActionIcon variant="default" size={28} aria-label={text.actionsFor(text.selected(keys.length))}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown className={styles.dropdown}>
          <CardActions keys={keys} />
        </Menu.Dropdown>
      </Menu>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={text.clear}
        onClick={() => session.select([])}
      >
        <IconX size={16} />
      </ActionIcon>
    </div>
  )
}
