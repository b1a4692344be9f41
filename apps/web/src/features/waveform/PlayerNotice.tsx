import { useNetwork } from '@mantine/hooks'
import { useStore } from '../../collab/createStore.ts'
import { waveform as words } from '../../text/waveform.ts'
import type { Player } from './player.ts'
import styles from './Waveform.module.css'

interface PlayerNoticeProps {
  player: Player
  /** What became of the waveform. */
  peaks: 'there' | 'none' | 'failed' | 'coming'
  onRetryPeaks: () => void
}

/** What is wrong with the recording or its picture, and what can be done. */
export const PlayerNotice = ({ player, peaks, onRetryPeaks }: PlayerNoticeProps) => {
  const failed = useStore(player.state, state => state.failed)
  const waiting = useStore(player.state, state => state.waiting)
  const { online } = useNetwork()
  if (failed)
    return (
      <p className={styles.notice} role="alert">
        {words.failed[failed]}
        {failed !== 'format' && (
          <button type="button" onClick={() => player.retry()}>
            {words.retry}
          </button>
        )}
      </p>
    )
  const said = waiting && !online ? words.waiting : peaks === 'none' ? words.noPeaks : words.peaksFailed
  if (!(waiting && !online) && (peaks === 'there' || peaks === 'coming')) return null
  return (
    <p className={styles.notice} role="status">
      {said}
      {said === words.peaksFailed && (
        <button type="button" onClick={onRetryPeaks}>
          {words.retry}
        </button>
      )}
    </p>
  )
}
