import { Checkbox } from '@mantine/core'
import type { Member, Passage } from '@polyphony/contract'
import { type Code, type Ontology, successorOf } from '@polyphony/ontology'
import { type FocusEvent, type MouseEvent, memo } from 'react'
import { Link } from 'react-router'
import { usePassages } from '../../api/passages.ts'
import { paths } from '../../paths.ts'
import { codebook } from '../../text/codebook.ts'
import { formatTime } from '../../text/format.ts'
import { splitting as text } from '../../text/splitting.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { MemberAvatar } from '../../ui/MemberAvatar.tsx'
import { PlayButton } from '../findings/PlayButton.tsx'
import { abridgeWords } from '../history/abridgeWords.ts'
import type { Peer } from '../presence/people.ts'
import type { SortingRow as Row } from './rowsToSort.ts'
import type { RowActions } from './SortingRows.tsx'
import styles from './splitting.module.css'

interface SortingRowProps extends RowActions {
  workspace: string
  ontology: Ontology
  /** The code that is split. */
  code: string
  /** The codes to choose from, by number. */
  targets: readonly Code[]
  row: Row
  /** Place in the list, from 0, and how many there are. */
  index: number
  count: number
  /** Keys of the excerpts whose words are fetched together with these. */
  block: readonly string[]
  audible: boolean
  members: ReadonlyMap<string, Member>
  me: string
  peers: readonly Peer[] | undefined
  chosen: boolean
  current: boolean
  editable: boolean
}

const QUOTE = 60

export const wordsOf = (passage: Passage | undefined): string =>
  passage?.turns.map(turn => turn.text).join(' ') ?? ''

/** One excerpt: its words with what stands beside them, its voice, and the codes that it may count as. */
export const SortingRow = memo((props: SortingRowProps) => {
  const { workspace, row, index, count, audible, members, me, peers, chosen, current, editable } = props
  const { data: passages } = usePassages(workspace, props.block)
  const passage = passages?.get(row.excerpt)
  const words = wordsOf(passage)
  const quote = abridgeWords(words, QUOTE)
  const { start, end } = row
  const applied = props.ontology.codes[row.coding.code]
  const nameOf = (member: string) => (member === me ? text.you : (members.get(member)?.name ?? text.somebody))
  return (
    <article
      id={`row-${row.key}`}
      data-row={row.key}
      className={styles.row}
      tabIndex={current ? 0 : -1}
      aria-posinset={index + 1}
      aria-setsize={count}
      aria-label={quote || text.row(index + 1)}
      data-assigned={row.assigned || undefined}
      data-chosen={chosen || undefined}
      onFocus={(event: FocusEvent) => {
        if (event.currentTarget === event.target || event.currentTarget.contains(event.target))
          props.onFocus(row.key)
      }}
    >
      <div className={styles.tools}>
        {editable && (
          <Checkbox
            size="xs"
            tabIndex={-1}
            aria-label={text.choose(quote || text.row(index + 1))}
            checked={chosen}
            onChange={() => {}}
            onClick={(event: MouseEvent) => props.onChoose(row.key, event)}
          />
        )}
        {audible && start !== null && end !== null && (
          <PlayButton
            clip={{ id: row.key, conversation: row.conversation, start, end }}
            words={quote || text.row(index + 1)}
            tabIndex={current ? 0 : -1}
          />
        )}
      </div>
      <div className={styles.said}>
        <p className={`${styles.words} voice`}>
          {passages && words === '' ? (
            <em className={styles.soft}>{text.wordsGone}</em>
          ) : (
            <>
              <span className={styles.beside}>{passage?.before}</span>
              <span className={styles.quote}>{words || '…'}</span>
              <span className={styles.beside}>{passage?.after}</span>
            </>
          )}
        </p>
        <p className={styles.facts}>
          <span>{[...new Set(passage?.turns.map(turn => turn.speaker))].join(', ')}</span>
          <Link
            tabIndex={current ? 0 : -1}
            to={paths.desk(workspace, row.conversation, {
              seconds: start,
              member: row.coding.member,
              highlight: row.coding.highlight,
            })}
          >
            {start === null ? text.open : formatTime(start)}
          </Link>
          <span>{text.codedBy(nameOf(row.coding.member))}</span>
          {applied && applied.id !== props.code && <span>{text.appliedAs(applied.name)}</span>}
          <Decided {...props} nameOf={nameOf} />
          {peers && peers.length > 0 && (
            <span className={styles.here} title={text.isHere(peers.map(({ name }) => name))}>
              {peers.map(({ member, name, colour }) => (
                <MemberAvatar key={member} name={name} colour={colour} size={20} labelled />
              ))}
            </span>
          )}
        </p>
      </div>
      <Targets {...props} />
    </article>
  )
})

/** Who decided last, and what somebody else had decided before. */
const Decided = ({
  row,
  ontology,
  nameOf,
}: Pick<SortingRowProps, 'row' | 'ontology'> & { nameOf: (member: string) => string }) => {
  const [counting, before] = row.rulings
  if (!counting || counting.codes === null) return null
  const names = (codes: readonly string[]) =>
    codes.length === 0
      ? [text.rejected]
      : codes.map(id => successorOf(ontology, id)?.name ?? codebook.unknownCode)
  const differs = before?.codes && before.codes.join() !== counting.codes.join()
  return (
    <>
      <span>{text.assignedBy(nameOf(counting.by))}</span>
      {differs && before.codes && (
        <span className={styles.overruled}>{text.before(nameOf(before.by), names(before.codes))}</span>
      )}
    </>
  )
}

const Targets = ({ row, code, ontology, targets, editable, onAssign, current }: SortingRowProps) => {
  const other = row.codes.filter(id => id !== code && !targets.some(target => target.id === id))
  const on = targets.filter(target => row.codes.includes(target.id))
  if (!editable)
    return (
      <ul className={styles.targets} aria-label={text.targets}>
        {on.map(target => (
          <li key={target.id} className={styles.target} data-on>
            <CodeSign colour={target.colour} /> {target.name}
          </li>
        ))}
      </ul>
    )
  return (
    <fieldset className={styles.targets} aria-label={text.targets}>
      {targets.map((target, i) => {
        const pressed = row.codes.includes(target.id)
        return (
          <button
            key={target.id}
            type="button"
            tabIndex={current ? 0 : -1}
            className={`${styles.target} ${pressed ? 'code-tint' : ''}`}
            style={{ '--code': target.colour } as React.CSSProperties}
            data-on={pressed || undefined}
            aria-pressed={pressed}
            title={text.assign(target.name)}
            onClick={event =>
              onAssign(row, event.shiftKey ? { toggle: target.id } : pressed ? 'none' : { to: target.id })
            }
          >
            <kbd aria-hidden>{i + 1}</kbd>
            <span className={styles.targetName}>{target.name}</span>
          </button>
        )
      })}
      {other.map(id => (
        <span key={id} className={styles.target} data-on>
          <CodeSign colour={ontology.codes[id]?.colour ?? '#888888'} />{' '}
          <span className={styles.targetName}>{ontology.codes[id]?.name}</span>
        </span>
      ))}
    </fieldset>
  )
}
