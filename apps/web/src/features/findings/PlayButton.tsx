import { ActionIcon } from '@mantine/core'
import { IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react'
import { useEffect } from 'react'
import { findings as text } from '../../text/findings.ts'
import { type Clip, player, usePlaying } from './player.ts'

/** Plays a passage of a recording, from its first to its last word. */
export const PlayButton = ({ clip, words, tabIndex }: { clip: Clip; words: string; tabIndex?: 0 | -1 }) => {
  const on = usePlaying() === clip.id
  useEffect(
    () => () => {
      if (player.playing() === clip.id) player.stop()
    },
    [clip.id],
  )
  return (
    <ActionIcon
      variant="filled"
      radius="xl"
      size={34}
      tabIndex={tabIndex}
      aria-label={on ? text.stopOf(words) : text.playOf(words)}
      onClick={() => (on ? player.stop() : player.play([clip]))}
    >
      {on ? <IconPlayerStopFilled size={15} /> : <IconPlayerPlayFilled size={15} />}
    </ActionIcon>
  )
}
