import { findCode } from '@polyphony/ontology'
import { IconMessage2 } from '@tabler/icons-react'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { useStore } from '../../collab/createStore.ts'
import { codings as words } from '../../text/codings.ts'
import { desk as deskWords } from '../../text/desk.ts'
import { formatAgo } from '../../text/format.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { MemberAvatar } from '../../ui/MemberAvatar.tsx'
import { useDesk, useFacts } from '../desk/DeskContext.tsx'
import { quoteOf } from '../history/quoteOf.ts'
import { useTranscript } from '../transcript/TranscriptContext.ts'
import type { Annotation } from './annotations.ts'
import { codesOf } from './codesOf.ts'
import type { LaneCardContent } from './createLaneCard.ts'
import { describeSides } from './describeSides.ts'
import { sidesOver } from './disagreements.ts'
import styles from './LaneCard.module.css'
import type { LaneFold } from './laneBoard.ts'
import { useAnnotationsVersion } from './useAnnotationsVersion.ts'

/** So many highlights are told of; a card is to be read at a glance. */
const MOST = 3
/** Of folded codings, a line each. */
const MOST_FOLDED = 8

/** Tells of the bracket or label that is pointed at: code, person, when, memo, comments. */
export const LaneCard = () => {
  const { card } = useTranscript()
  const shown = useStore(card.state, state => state.shown)
  useEffect(() => {
    if (!shown) return
    const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && card.close()
    document.addEventListener('keydown', onKeyDown, true)
    return () => document.removeEventListener('keydown', onKeyDown, true)
  }, [card, shown])
  return shown && <Card content={shown} />
}

const Card = ({ content }: { content: LaneCardContent }) => {
  const desk = useDesk()
  const { card } = useTranscript()
  const ontology = useFacts(facts => facts.ontology)
  useAnnotationsVersion({ prompt: true })
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<{ top: number; right: number } | null>(null)
  const { beside, code, folded } = content
  const annotations = content.annotations.flatMap(key => desk.annotations.get(key) ?? [])

  // Below what it tells of, above it where there is no room below; never over the text's own edge.
  useLayoutEffect(() => {
    const parent = box.current?.offsetParent
    const scroller = beside.closest('[data-transcript]')
    if (!box.current || !parent || !scroller) return
    const [of, within, view] = [beside, parent, scroller].map(element => element.getBoundingClientRect())
    const { offsetHeight: height } = box.current
    const below = of!.bottom + 5
    const top = below + height <= view!.bottom - 8 ? below : Math.max(view!.top + 8, of!.top - height - 5)
    const margin = beside.closest('[data-lanes]')?.getBoundingClientRect() ?? of!
    setPlace({ top: top - within!.top, right: Math.max(8, within!.right - margin.right) })
  }, [beside, content])
  // What it stands beside may go while it is open, and then no pointer leaves it.
  useEffect(() => {
    const frame = requestAnimationFrame(() => !beside.isConnected && card.close())
    return () => cancelAnimationFrame(frame)
  })
  useEffect(() => {
    beside.setAttribute('aria-describedby', id)
    return () => beside.removeAttribute('aria-describedby')
  }, [beside, id])

  const frame = {
    ref: box,
    id,
    role: 'tooltip',
    className: styles.card,
    style: place ?? ({ visibility: 'hidden', top: 0, right: 0 } as const),
    onPointerEnter: () => card.stay(),
    onPointerLeave: () => card.leave(),
  }
  const first = annotations[0]
  if (!first) return null
  if (folded)
    return (
      <div {...frame}>
        <p className={styles.codes}>{words.lanes.folded(folded.length)}</p>
        {folded.slice(0, MOST_FOLDED).map(coding => (
          <FoldedLine key={coding.key} coding={coding} />
        ))}
        <p className={styles.more}>
          {folded.length > MOST_FOLDED && `${deskWords.lanes.more(folded.length - MOST_FOLDED)}. `}
          {words.lanes.chooseFolded}
        </p>
      </div>
    )
  const codes =
    code === undefined
      ? codesOf(ontology, first)
      : code === null
        ? []
        : [findCode(ontology, code)!].filter(Boolean)
  const sides = sidesOver(annotations.flatMap(annotation => desk.shown.disagreements.of(annotation)))
  return (
    <div {...frame}>
      <p className={styles.codes}>
        {codes.length === 0 && <em>{deskWords.passage.noCode}</em>}
        {codes.map(({ id, name, colour }) => (
          <span key={id}>
            <CodeSign colour={colour} />
            {name}
          </span>
        ))}
      </p>
      {annotations.slice(0, MOST).map(annotation => (
        <Line key={annotation.key} annotation={annotation} />
      ))}
      {annotations.length > MOST && (
        <p className={styles.more}>{deskWords.lanes.more(annotations.length - MOST)}</p>
      )}
      {sides.length > 0 && (
        <p className={styles.disputed}>
          <strong>{words.disagreement.title}</strong> {describeSides(desk, sides, first.member)}
        </p>
      )}
    </div>
  )
}

/** A coding in one line: code, who, when. */
const FoldedLine = ({ coding: { annotation, code } }: { coding: LaneFold['codings'][number] }) => {
  const desk = useDesk()
  const { member, highlight } = desk.annotations.get(annotation) ?? {}
  if (!member || !highlight) return null
  return (
    <div className={styles.folded}>
      {code && <CodeSign colour={code.colour} />}
      <span>
        {code?.name ?? <em>{deskWords.passage.noCode}</em>}{' '}
        <small>
          {member === desk.me.id
            ? deskWords.passage.you
            : (desk.members.get(member)?.name ?? deskWords.passage.someone)}
          , {formatAgo(new Date(highlight.createdAt).toISOString())}
        </small>
      </span>
    </div>
  )
}

/** Who, when, with which memo and how many comments. */
const Line = ({ annotation }: { annotation: Annotation }) => {
  const desk = useDesk()
  const { member, highlight, memo } = annotation
  const author = desk.members.get(member)
  const comments = desk.annotations.messagesOn({ type: 'highlight', member, highlight: highlight.id }).length
  return (
    <div className={styles.line}>
      <MemberAvatar name={author?.name ?? '?'} colour={author?.colour ?? '#888888'} size={18} />
      <div>
        {member === desk.me.id ? deskWords.passage.you : (author?.name ?? deskWords.passage.someone)}
        <small> {formatAgo(new Date(highlight.createdAt).toISOString())}</small>
        {comments > 0 && (
          <small className={styles.comments}>
            <IconMessage2 size={12} stroke={1.8} aria-hidden /> {words.lanes.comments(comments)}
          </small>
        )}
        {/* The eye sees in the text which words are meant. */}
        <span className="visually-hidden"> {quoteOf(annotation)}</span>
        {memo && <p className={styles.memo}>{memo.text}</p>}
      </div>
    </div>
  )
}
