import { useState } from 'react'
import { desk as words } from '../../text/desk.ts'
import { useDesk } from '../desk/DeskContext.tsx'
import type { Desk } from '../desk/desk.ts'
import { AfterText } from '../desk/TextFirst.tsx'
import { useListeningKeeper } from '../listening/useListeningKeeper.ts'
import type { Waveform } from './createWaveform.ts'
import { PlayerControls } from './PlayerControls.tsx'
import type { Player } from './player.ts'
import { useMediaSession } from './useMediaSession.ts'
import { Wave } from './Wave.tsx'
import styles from './Waveform.module.css'

/** The recording along the foot of the desk. */
export const WaveformBar = () => {
  const desk = useDesk()
  return (
    <section className={styles.bar} aria-label={words.player.region} data-quiet={!desk.player || undefined}>
      {desk.player ? (
        <AfterText at="recording">
          <Listening desk={desk} player={desk.player} />
        </AfterText>
      ) : (
        <p className={styles.none}>{words.player.none}</p>
      )}
    </section>
  )
}

const Listening = ({ desk, player }: { desk: Desk; player: Player }) => {
  const keeper = useListeningKeeper(desk, player)
  const [waveform, setWaveform] = useState<Waveform | null>(null)
  useMediaSession(desk, player)
  return (
    <>
      <PlayerControls desk={desk} player={player} waveform={waveform} keeper={keeper} />
      <Wave desk={desk} player={player} keeper={keeper} onWaveform={setWaveform} />
    </>
  )
}
