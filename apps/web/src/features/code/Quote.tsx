import type { Passage } from '@polyphony/contract'
import { codePage as text } from '../../text/codePage.ts'
import styles from './code.module.css'

/** The words of a passage in one line of thought, for names of buttons: the first few. */
export const firstWords = (passage: Passage | undefined): string => {
  const words = passage?.turns.map(turn => turn.text).join(' ') ?? ''
  return words.length > 50 ? `${words.slice(0, 50).replace(/\s+\S*$/, '')}…` : words || '…'
}

/** A passage as it was spoken: turn by turn, its neighbours beside it unless it is told `brief`ly. */
export const Quote = ({ passage, brief = false }: { passage: Passage | undefined; brief?: boolean }) => {
  if (!passage) return <p className={styles.soft}>{text.gone}</p>
  const { turns, before, after } = passage
  if (turns.length === 0) return <p className={styles.soft}>{text.lost}</p>
  return (
    <div className={`${styles.quote} voice`} data-brief={brief || undefined}>
      {turns.map(({ turn, speaker, text: words }, i) => (
        <p key={turn}>
          <span className={styles.speaker}>{speaker}</span>{' '}
          {!brief && i === 0 && before && <span className={styles.beside}>{before}</span>}
          <span className={styles.words}>{words}</span>
          {!brief && i === turns.length - 1 && after && <span className={styles.beside}>{after}</span>}
        </p>
      ))}
    </div>
  )
}
