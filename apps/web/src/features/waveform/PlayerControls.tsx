import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import {
  IconHighlight,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerTrackNext,
  IconRepeat,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useStore } from '../../collab/createStore.ts'
import { desk as words } from '../../text/desk.ts'
import { formatTime } from '../../text/format.ts'
import { waveform as more } from '../../text/waveform.ts'
import { markHere } from '../coding/markHere.ts'
import type { Desk } from '../desk/desk.ts'
import { CoverageButton } from '../listening/CoverageButton.tsx'
import type { ListeningKeeper } from '../listening/listeningKeeper.ts'
import type { Waveform } from './createWaveform.ts'
import { PlayerClock } from './PlayerClock.tsx'
import { type Player, type PlayerState, RATES } from './player.ts'
import { toggleLoop } from './toggleLoop.ts'
import styles from './Waveform.module.css'

interface PlayerControlsProps {
  desk: Desk
  player: Player
  /** Null until it is drawn. */
  waveform: Waveform | null
  keeper: ListeningKeeper | null
}

/** Play, speed, keeping what was heard, loop, silence, zoom, and how much was heard. */
export const PlayerControls = ({ desk, player, waveform, keeper }: PlayerControlsProps) => {
  const playing = useStore(player.state, state => state.playing)
  const rate = useStore(player.state, state => state.rate)
  const loop = useStore(player.state, state => state.loop)
  const skipSilence = useStore(player.state, state => state.skipSilence)
  const duration = useStore(player.state, state => state.duration)
  return (
    <div className={styles.controls}>
      <button
        type="button"
        className={styles.play}
        aria-label={playing ? words.player.pause : words.player.play}
        onClick={() => player.toggle()}
      >
        {playing ? (
          <IconPlayerPauseFilled size={17} aria-hidden />
        ) : (
          <IconPlayerPlayFilled size={17} aria-hidden />
        )}
      </button>
      <div className={styles.time}>
        <PlayerClock player={player} />
        {keeper && <CoverageButton desk={desk} keeper={keeper} duration={duration} />}
      </div>
      <div className={styles.small}>
        <Skip seconds={-3} label={words.player.back} player={player} />
        <Skip seconds={3} label={more.forward} player={player} />
        <Menu position="top-start" width={110}>
          <Menu.Target>
            <button type="button" className={styles.rate} aria-label={`${words.player.speed}: ${rate}×`}>
              {rate}×
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.RadioGroup value={String(rate)} onChange={value => player.setRate(Number(value))}>
              {RATES.map(value => (
                <Menu.RadioItem key={value} value={String(value)} closeMenuOnClick>
                  {value}×
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Dropdown>
        </Menu>
        {desk.layer && (
          <Tooltip label={`${more.keep} (R)`}>
            <ActionIcon
              size="sm"
              aria-label={more.keep}
              className={styles.switch}
              // A press leaves the keyboard where it is: in the text, where what is kept can be coded at once.
              onMouseDown={event => event.preventDefault()}
              onClick={() => markHere(desk)}
            >
              <IconHighlight size={16} stroke={1.6} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
        <Tooltip label={`${loop ? more.loopOff : more.loop} (Shift P)`}>
          <ActionIcon
            size="sm"
            aria-label={more.loop}
            aria-pressed={loop !== null}
            className={styles.switch}
            // A press must not let go of what is selected in the text.
            onMouseDown={event => event.preventDefault()}
            onClick={() => toggleLoop(desk)}
          >
            <IconRepeat size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={`${more.skipSilence} (Q)`}>
          <ActionIcon
            size="sm"
            aria-label={more.skipSilence}
            aria-pressed={skipSilence}
            className={styles.switch}
            onClick={() => player.setSkipSilence(!skipSilence)}
          >
            <IconPlayerTrackNext size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <ZoomButtons desk={desk} waveform={waveform} />
      </div>
      <PlayerVoice player={player} />
    </div>
  )
}

const Skip = ({ seconds, label, player }: { seconds: number; label: string; player: Player }) => {
  const written = `${seconds < 0 ? '−' : '+'}${Math.abs(seconds)} s`
  return (
    <Tooltip label={`${label} (${seconds < 0 ? 'B' : 'N'})`}>
      <button
        type="button"
        className={styles.rate}
        // What is written on it is part of its name, for those who say what they see.
        aria-label={`${written}: ${label}`}
        onClick={() => player.skip(seconds)}
      >
        {written}
      </button>
    </Tooltip>
  )
}

const ZoomButtons = ({ desk, waveform }: { desk: Desk; waveform: Waveform | null }) => {
  const zoom = useStore(desk.wave, state => state.zoom)
  return (
    <>
      <Tooltip label={`${words.player.zoomOut} (−)`}>
        <ActionIcon
          size="sm"
          aria-label={words.player.zoomOut}
          disabled={!waveform || zoom === 'whole'}
          onClick={() => waveform?.zoom(0.5)}
        >
          <IconZoomOut size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`${words.player.zoomIn} (+)`}>
        <ActionIcon
          size="sm"
          aria-label={words.player.zoomIn}
          disabled={!waveform || zoom === 'most'}
          onClick={() => waveform?.zoom(2)}
        >
          <IconZoomIn size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </>
  )
}

/** Says what changed by a key to those who do not see it. */
const PlayerVoice = ({ player }: { player: Player }) => {
  const [said, setSaid] = useState('')
  const before = useRef<PlayerState | null>(null)
  useEffect(() => {
    before.current = player.state.get()
    return player.state.subscribe(() => {
      const [old, now] = [before.current!, player.state.get()]
      before.current = now
      if (now.rate !== old.rate) setSaid(more.speedNow(now.rate))
      else if (now.loop !== old.loop)
        setSaid(now.loop ? more.looping(formatTime(now.loop.from), formatTime(now.loop.to)) : more.loopEnded)
      else if (!now.skipSilence && old.skipSilence) setSaid(more.skipsNothing)
      else if (now.skipSilence && now.silences !== old.silences)
        setSaid(more.skipsSilence(now.silences.length, formatTime(lengthOf(now.silences))))
    })
  }, [player])
  return (
    <span role="status" className="visually-hidden">
      {said}
    </span>
  )
}

const lengthOf = (silences: PlayerState['silences']): number =>
  silences.reduce((sum, [from, to]) => sum + to - from, 0)
