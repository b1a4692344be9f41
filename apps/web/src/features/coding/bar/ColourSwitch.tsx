import { Tooltip } from '@mantine/core'
import { IconPalette, IconUser } from '@tabler/icons-react'
import { codings as words } from '../../../text/codings.ts'
import { useDesk, useDeskState } from '../../desk/DeskContext.tsx'
import type { ColourBy } from '../colourBy.ts'
import styles from './CodingBar.module.css'

const CHOICES = [
  ['code', IconPalette, words.colour.byCode],
  ['person', IconUser, words.colour.byPerson],
] as const satisfies readonly (readonly [ColourBy, typeof IconUser, string])[]

/** Whether colours say which code, or whose. */
export const ColourSwitch = () => {
  const desk = useDesk()
  const colourBy = useDeskState(state => state.colourBy)
  return (
    <div className={styles.switch}>
      {CHOICES.map(([by, Icon, label]) => (
        <Tooltip key={by} label={`${label} (Y)`}>
          <button
            type="button"
            className={styles.icon}
            aria-pressed={colourBy === by}
            aria-label={label}
            onClick={() => desk.state.set({ colourBy: by })}
          >
            <Icon size={16} stroke={1.7} aria-hidden />
          </button>
        </Tooltip>
      ))}
    </div>
  )
}
