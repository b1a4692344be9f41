import type { TieRecord } from '@polyphony/contract'
import { MAX_DEFINITION_LENGTH } from '@polyphony/ontology'
import { IconX } from '@tabler/icons-react'
import { Link } from 'react-router'
import { excerptKey } from '../../../api/passages.ts'
import { paths } from '../../../paths.ts'
import { codePage } from '../../../text/codePage.ts'
import { formatInstant } from '../../../text/format.ts'
import { threads } from '../../../text/threads.ts'
import type { People } from '../../richText/Person.ts'
import { EditableText } from '../EditableText.tsx'
import styles from './ties.module.css'

const text = codePage.ties

interface TieListProps {
  workspace: string
  /** The excerpt on whose card this stands. */
  of: string
  ties: readonly TieRecord[]
  /** Words of an excerpt at the other end; undefined when it is gone, null while that is not known. */
  wordsOf: (key: string) => string | undefined | null
  people: People
  me: string
  /** Takes a statement of mine back; left out where one may not write. */
  onRemove?: (tie: TieRecord, words: string) => void
  /** Writes another note on a statement of mine; resolves to whether it is kept. */
  onNote?: (tie: TieRecord, note: string) => Promise<boolean>
}

/** How an excerpt stands to others, whoever says so. */
export const TieList = ({ workspace, of, ties, wordsOf, people, me, onRemove, onNote }: TieListProps) => (
  <ul className={styles.ties} aria-label={text.heading}>
    {ties.map(tie => {
      const other = excerptKey(tie.from) === of ? tie.to : tie.from
      const words = wordsOf(excerptKey(other))
      const mine = tie.member === me
      const says = mine ? text.byYou : text.by(people.get(tie.member)?.name ?? threads.someone)
      return (
        <li key={`${tie.conversation}/${tie.member}/${tie.id}`} className={styles.tie}>
          <span className={styles.type} data-type={tie.type}>
            {codePage.relations.types[tie.type]}
          </span>{' '}
          {words === undefined ? (
            <span className={styles.hint}>{text.otherGone}</span>
          ) : (
            <Link
              className="voice"
              to={paths.desk(workspace, other.conversation, {
                highlight: other.highlight,
                member: other.member,
              })}
            >
              {words === null ? '…' : `“${words}”`}
            </Link>
          )}{' '}
          <small title={formatInstant(tie.createdAt)}>{says}</small>
          {mine && onRemove && (
            <button
              type="button"
              className={styles.remove}
              aria-label={text.remove}
              onClick={() => onRemove(tie, words ?? '…')}
            >
              <IconX size={13} aria-hidden />
            </button>
          )}
          {mine && onNote ? (
            <EditableText
              quiet
              label={text.noteOn(words ?? '…')}
              value={tie.note}
              maxLength={MAX_DEFINITION_LENGTH}
              editable
              onSave={note => onNote(tie, note)}
            />
          ) : (
            tie.note && <p className={styles.tieNote}>{tie.note}</p>
          )}
        </li>
      )
    })}
  </ul>
)
