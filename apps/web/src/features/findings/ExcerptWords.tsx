import type { Conversation, Excerpt, Member } from '@polyphony/contract'
import { type Ontology, resolveCode } from '@polyphony/ontology'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { findings as text } from '../../text/findings.ts'
import { formatTime } from '../../text/format.ts'
import { CodeChip } from '../../ui/CodeChip.tsx'
import styles from './findings.module.css'
import { firstWords } from './leaving.ts'
import { PlayButton } from './PlayButton.tsx'

interface ExcerptWordsProps {
  excerpt: Excerpt
  conversation: Conversation | undefined
  ontology: Ontology | undefined
  members: Member[]
}

/** An excerpt as it is heard and read: the voice, who speaks and when, the codes on it. */
export const ExcerptWords = ({ excerpt, conversation, ontology, members }: ExcerptWordsProps) => {
  const { start, end } = excerpt
  const all = excerpt.turns.map(t => t.text).join(' ')
  const codes = ontology ? excerpt.codes.flatMap(id => resolveCode(ontology, id) ?? []) : []
  const analyst = members.find(m => m.id === excerpt.member)?.name
  return (
    <div className={styles.words}>
      <div className={styles.playColumn}>
        {conversation?.recording && start !== null && end !== null && (
          <PlayButton
            clip={{ id: excerpt.id, conversation: excerpt.conversation, start, end }}
            words={firstWords(all)}
          />
        )}
      </div>
      <div>
        {excerpt.turns.map((turn, i) => (
          <p key={`${i}${turn.speaker}`} className={`${styles.turn} voice`}>
            <span className={styles.speaker}>{turn.speaker}</span> {turn.text}
          </p>
        ))}
        <p className={styles.source}>
          {conversation && (
            <Link
              to={paths.desk(excerpt.workspace, excerpt.conversation, {
                seconds: start,
                highlight: excerpt.highlight,
                member: excerpt.member,
              })}
            >
              {conversation.title}
            </Link>
          )}
          <span className="tabular">
            {start !== null && end !== null ? `${formatTime(start)}–${formatTime(end)}` : text.noTimes}
          </span>
          {analyst && <span>{text.highlightedBy(analyst)}</span>}
          {[...new Map(codes.map(c => [c.id, c])).values()].map(code => (
            <Link key={code.id} to={paths.code(excerpt.workspace, code.id)} className={styles.codeLink}>
              <CodeChip name={code.name} colour={code.colour} />
            </Link>
          ))}
        </p>
      </div>
    </div>
  )
}
