import type { Conversation, Excerpt as PickedExcerpt, PlanConcept } from '@polyphony/contract'
import { Link } from 'react-router'
import { usePassages } from '../../api/passages.ts'
import { paths } from '../../paths.ts'
import { formatTime } from '../../text/format.ts'
import { plan as text } from '../../text/plan.ts'
import { CodeChip } from '../../ui/CodeChip.tsx'
import type { Excerpt } from '../code/excerpts.ts'
import { firstWords, Quote } from '../code/Quote.tsx'
import { PlayButton } from '../findings/PlayButton.tsx'
import type { ReportTheme } from './conceptReport.ts'
import styles from './plan.module.css'
import { usesWords } from './reportMarkdown.ts'

interface ThemeReportProps {
  workspace: string
  concept: PlanConcept
  theme: ReportTheme
  excerpts: readonly Excerpt[]
  /** Those of which the words may leave, by key. */
  leaving: ReadonlyMap<string, PickedExcerpt>
  conversations: ReadonlyMap<string, Conversation>
  leastPeople: number
}

/** What one theme says: how often and by how many, and some of it to read and hear. */
export const ThemeReport = ({
  workspace,
  concept,
  theme,
  excerpts,
  leaving,
  conversations,
  leastPeople,
}: ThemeReportProps) => {
  const { code, mapped, below, uses } = theme
  const words = usePassages(
    workspace,
    excerpts.map(({ key }) => key),
  )
  const ways = mapped.flatMap(({ concept: one }) => (one.id === concept.id ? [] : [one.title]))
  const staying = excerpts.filter(({ key }) => !leaving.has(key)).length
  return (
    <article className={styles.theme} aria-label={code.name}>
      <h3>
        <Link to={paths.code(workspace, code.id)} className={styles.chipLink}>
          <CodeChip name={code.name} colour={code.colour} />
        </Link>
      </h3>
      {code.definition.short && <p>{code.definition.short}</p>}
      <p className={styles.soft}>
        <span className="screen-only">{usesWords(uses)}</span>
        <span className="print-only">{usesWords(uses, leastPeople)}</span>
        {ways.length > 0 && `; ${text.by(ways)}`}
        {below.length > 0 && `; ${text.withBelow(below.map(({ name }) => name))}`}
      </p>
      <ul className={styles.excerpts}>
        {excerpts.map(({ key, conversation, member, highlight, start, end }) => {
          const passage = words.data?.get(key)
          const heard = conversations.get(conversation)?.recording
          const called = firstWords(passage)
          const leaves = leaving.has(key)
          return (
            <li key={key} className={`${styles.excerpt} ${leaves ? '' : 'screen-only'}`}>
              <span className="screen-only">
                {heard && start !== null && end !== null && (
                  <PlayButton clip={{ id: key, conversation, start, end }} words={called} />
                )}
              </span>
              <div>
                {words.isPending ? (
                  <div className={styles.waiting} aria-hidden />
                ) : (
                  <Quote passage={passage} brief />
                )}
                <p className={styles.source}>
                  {conversations.get(conversation)?.title}{' '}
                  <Link
                    to={paths.desk(workspace, conversation, { seconds: start, highlight, member })}
                    aria-label={`${start === null ? text.desk : formatTime(start)}, ${text.deskLabel(called)}`}
                  >
                    {start === null ? text.desk : formatTime(start)}
                  </Link>
                  <span className={`${styles.tag} screen-only`}>
                    {leaves ? text.mayLeave : text.teamOnly}
                  </span>
                </p>
              </div>
            </li>
          )
        })}
      </ul>
      {staying > 0 && <p className={`${styles.soft} print-only`}>{text.stays(staying)}</p>}
    </article>
  )
}
