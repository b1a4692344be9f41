import { ActionIcon, Tooltip } from '@mantine/core'
import { IconHandFinger } from '@tabler/icons-react'
import { presence as words } from '../../text/presence.ts'
import { useDesk } from '../desk/DeskContext.tsx'
import { beginPointing, endPointing } from './pointing.ts'
import { useIsCompany, useJoining } from './usePeople.ts'

/** Shows words to the others, until it is pressed again. There only while somebody is there to see it. */
export const PointButton = () => {
  const desk = useDesk()
  const company = useIsCompany()
  const pointing = useJoining(joining => joining.pointing)
  if (!pointing && !company) return null
  return (
    <>
      <Tooltip label={words.point}>
        <ActionIcon
          size="lg"
          aria-label={words.point}
          aria-pressed={pointing}
          variant={pointing ? 'filled' : undefined}
          onClick={() => (pointing ? endPointing(desk) : beginPointing(desk))}
        >
          <IconHandFinger size={19} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <span className="visually-hidden" role="status">
        {pointing && words.pointing}
      </span>
    </>
  )
}
