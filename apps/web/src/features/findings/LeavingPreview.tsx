import type { Conversation, Excerpt } from '@polyphony/contract'
import { findings as text } from '../../text/findings.ts'
import { formatTime } from '../../text/format.ts'
import styles from './findings.module.css'
import { firstWords, whyItStays } from './leaving.ts'

interface LeavingPreviewProps {
  title: string
  excerpts: Excerpt[]
  conversations: Map<string, Conversation>
}

/** What an export of a finding would hold now, and what stays inside and why. */
export const LeavingPreview = ({ title, excerpts, conversations }: LeavingPreviewProps) => {
  const judged = excerpts.map(excerpt => ({
    excerpt,
    stays: whyItStays(excerpt, conversations.get(excerpt.conversation)),
  }))
  const leaving = judged.filter(j => j.stays === null)
  const staying = judged.filter(j => j.stays !== null)
  return (
    <div className={styles.leaving}>
      <p className={styles.soft}>{text.leaving.hint}</p>
      <h3 className={styles.leavingTitle}>{title}</h3>
      <p className={styles.soft}>{text.leaving.narrativeToo}</p>
      {leaving.length === 0 ? (
        <p>{text.leaving.nothing}</p>
      ) : (
        <section aria-label={text.leaving.leaves}>
          <h4 className={styles.small}>{text.leaving.leaves}</h4>
          {leaving.map(({ excerpt }) => (
            <blockquote key={excerpt.id} className={styles.quote}>
              {excerpt.turns.map((turn, i) => (
                <p key={`${i}${turn.speaker}`} className="voice">
                  <span className={styles.speaker}>{turn.speaker}</span> {turn.text}
                </p>
              ))}
              <footer className={styles.soft}>
                {excerpt.start !== null &&
                excerpt.end !== null &&
                conversations.get(excerpt.conversation)?.recording
                  ? `${text.leaving.audio}, ${formatTime(excerpt.end - excerpt.start)}`
                  : text.leaving.wordsOnly}
              </footer>
            </blockquote>
          ))}
        </section>
      )}
      {staying.length > 0 && (
        <section aria-label={text.leaving.stays}>
          <h4 className={styles.small}>{text.leaving.stays}</h4>
          <ul className={styles.staying}>
            {staying.map(({ excerpt, stays }) => (
              <li key={excerpt.id}>
                <span>{firstWords(excerpt.turns.map(t => t.text).join(' '), 70)}</span>
                <span className={styles.soft}>{stays && text.stays[stays]}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
