import { ActionIcon } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { coding as words } from '../../text/coding.ts'
import { useDesk } from '../desk/DeskContext.tsx'
import type { Direction } from '../transcript/extendSelection.ts'
import type { Edge } from '../transcript/nudgeSpan.ts'
import styles from './NudgeButtons.module.css'
import { nudge } from './nudge.ts'

/** Moves the edges of my highlight by a word, for those without a keyboard. */
export const NudgeButtons = ({ annotationKey }: { annotationKey: string }) => {
  const desk = useDesk()
  const button = (edge: Edge, direction: Direction, label: string) => (
    <ActionIcon
      size={24}
      className={styles.button}
      aria-label={label}
      title={label}
      onClick={() => {
        desk.state.set({ focus: annotationKey, selection: null })
        nudge(desk, edge, direction)
      }}
    >
      {direction < 0 ? <IconChevronLeft size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
    </ActionIcon>
  )
  return (
    <fieldset className={styles.nudge}>
      <legend className="visually-hidden">{words.nudge.group}</legend>
      <span aria-hidden>{words.nudge.start}</span>
      {button('start', -1, words.nudge.startOut)}
      {button('start', 1, words.nudge.startIn)}
      <span aria-hidden>{words.nudge.end}</span>
      {button('end', -1, words.nudge.endIn)}
      {button('end', 1, words.nudge.endOut)}
    </fieldset>
  )
}
