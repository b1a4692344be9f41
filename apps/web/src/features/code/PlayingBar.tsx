import { ActionIcon, Tooltip } from '@mantine/core'
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconPlayerStop,
} from '@tabler/icons-react'
import { codePage } from '../../text/codePage.ts'
import { player, usePlayerState } from '../findings/player.ts'
import styles from './code.module.css'

const text = codePage.excerpts

/** What plays of a row of excerpts, and the ways through it; nothing while none plays. */
export const PlayingBar = ({ title }: { title: (clip: string) => string }) => {
  const playing = usePlayerState()
  if (!playing) return null
  const { clips, at, paused } = playing
  const button = (label: string, Icon: typeof IconPlayerStop, act: () => void, disabled = false) => (
    <Tooltip label={label}>
      <ActionIcon size="lg" aria-label={label} disabled={disabled} onClick={act}>
        <Icon size={17} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
  return (
    <section className={styles.playing} aria-label={text.player}>
      {button(text.previous, IconPlayerSkipBack, () => player.go(-1), at === 0)}
      {paused
        ? button(text.resume, IconPlayerPlayFilled, () => player.toggle())
        : button(text.pause, IconPlayerPauseFilled, () => player.toggle())}
      {button(text.next, IconPlayerSkipForward, () => player.go(1), at === clips.length - 1)}
      {button(text.stop, IconPlayerStop, () => player.stop())}
      <p role="status" className={styles.playingWords}>
        <strong>{(paused ? text.paused : text.playing)(at + 1, clips.length)}</strong>
        <span className={styles.playingTitle}>{title(clips[at]!.id)}</span>
      </p>
    </section>
  )
}
