import { memo, useCallback, useState, useSyncExternalStore } from 'react'
import { codings } from '../../text/codings.ts'
import { desk as words } from '../../text/desk.ts'
import { announce } from '../../ui/announce.ts'
import { initials } from '../../ui/MemberAvatar.tsx'
import { useDesk, useDeskState } from '../desk/DeskContext.tsx'
import type { Desk } from '../desk/desk.ts'
import { useTranscript } from '../transcript/TranscriptContext.ts'
import { LaneFold } from './LaneFold.tsx'
import type { LaneLabel, TurnLanes as Lanes } from './laneBoard.ts'
import { moveInMargin } from './moveInMargin.ts'
import styles from './TurnLanes.module.css'
import { describeHighlight } from './whoSaid.ts'

/** So many people are named on a label; of more only the first, or no room would be left for the code. */
const NAMED = 3

/** The margin of a turn: a bracket for each coding, and the names of the codes with those who applied them. */
export const TurnLanes = memo(({ turn }: { turn: string }) => {
  const desk = useDesk()
  const { lanes, card } = useTranscript()
  const subscribe = useCallback((listener: () => void) => lanes.onTurn(turn, listener), [lanes, turn])
  const measured = useSyncExternalStore(subscribe, () => lanes.get(turn))
  const on = useDeskState(({ focus, hover }) =>
    [focus, hover].filter(key => key !== null && has(measured, key)).join('|'),
  )
  // One of the labels is the tab stop, in the turn where the keyboard stands; arrows go to the others.
  const isHere = useDeskState(state => state.turn === turn)
  const [stop, setStop] = useState<string | null>(null)
  if (measured.count === 0) return null

  const lit = new Set(on.split('|'))
  const { labels, brackets, folds, hidden, moreTop, count } = measured
  const stops = [
    ...labels.map(({ key }) => key),
    ...folds.map((_, i) => foldStop(i)),
    ...(hidden > 0 ? [MORE] : []),
  ]
  const tabStop = stop !== null && stops.includes(stop) ? stop : stops[0]
  const tabIndex = (key: string) => (isHere && key === tabStop ? 0 : -1)
  return (
    <div
      className={styles.lanes}
      data-lanes
      data-folded={folds.length > 0 || undefined}
      role="toolbar"
      aria-orientation="vertical"
      aria-label={codings.lanes.margin(count)}
      style={{ '--lanes': measured.lanes } as React.CSSProperties}
      onClick={event => {
        const bracket = bracketUnder(event.target)
        if (bracket) focusOn(desk, bracket.annotation)
        else return
        event.stopPropagation()
      }}
      onPointerOver={event => {
        const bracket = event.pointerType === 'mouse' ? bracketUnder(event.target) : null
        if (!bracket) return
        desk.state.set({ hover: bracket.annotation })
        card.open({ annotations: [bracket.annotation], beside: bracket.element }, 'pointer')
      }}
      onPointerLeave={() => {
        desk.state.set({ hover: null })
        card.leave()
      }}
      onKeyDown={moveInMargin}
      onFocus={event => {
        const key = (event.target as HTMLElement).dataset.stop
        if (key) setStop(key)
        if (desk.state.get().turn !== turn) desk.state.set({ turn })
      }}
      onBlur={() => {
        desk.state.set({ hover: null })
        card.leave()
      }}
    >
      {brackets.map(({ key, annotation, colour, lane, top, bottom }) => (
        <span
          key={key}
          className={styles.bracket}
          data-bracket={annotation}
          data-on={lit.has(annotation) || undefined}
          style={
            {
              '--code': colour,
              '--lane': lane,
              top,
              height: Math.max(8, bottom - top),
            } as React.CSSProperties
          }
        />
      ))}
      {labels.map(label => (
        <Label
          key={label.key}
          label={label}
          lit={label.annotations.some(({ key }) => lit.has(key))}
          tabIndex={tabIndex(label.key)}
        />
      ))}
      {folds.map((fold, i) => (
        <LaneFold
          key={foldStop(i)}
          fold={fold}
          stop={foldStop(i)}
          tabIndex={tabIndex(foldStop(i))}
          onChoose={annotation => focusOn(desk, annotation)}
        />
      ))}
      {hidden > 0 && (
        <button
          type="button"
          tabIndex={tabIndex(MORE)}
          data-stop={MORE}
          className={styles.label}
          style={{ top: moreTop }}
          aria-label={words.lanes.moreLabel(hidden)}
          onClick={() => showTurn(desk, turn)}
        >
          <span className={styles.noCode}>{words.lanes.more(hidden)}</span>
          <span className={styles.moreCount}>+{hidden}</span>
        </button>
      )}
      <button
        type="button"
        tabIndex={isHere ? 0 : -1}
        className={styles.strip}
        aria-label={codings.lanes.strip(count)}
        onClick={() => showTurn(desk, turn)}
      >
        {count}
      </button>
    </div>
  )
})

/** The stop for all labels that found no place. */
const MORE = 'more'
/** The stop for codings without a lane. */
const foldStop = (index: number): string => `fold ${index}`

const has = ({ brackets, labels }: Lanes, key: string): boolean =>
  brackets.some(({ annotation }) => annotation === key) ||
  labels.some(({ annotations }) => annotations.some(annotation => annotation.key === key))

const bracketUnder = (target: EventTarget): { element: HTMLElement; annotation: string } | null => {
  const element = (target as Element).closest<HTMLElement>('[data-bracket]')
  return element && { element, annotation: element.dataset.bracket! }
}

const focusOn = (desk: Desk, key: string): void => {
  const annotation = desk.annotations.get(key)
  if (!annotation || !('span' in annotation.resolution)) return
  const { start } = annotation.resolution.span
  desk.state.set({ focus: key, caret: start, turn: start.turn, selection: null, drawer: 'passage' })
}

/** Tells in the panel of everything in a turn. */
const showTurn = (desk: Desk, turn: string): void =>
  desk.state.set({ focus: null, caret: null, selection: null, turn, wholeTurn: turn, drawer: 'passage' })

/** The name of a code with those who applied it to overlapping words; pressing goes through their highlights. */
const Label = ({ label, lit, tabIndex }: { label: LaneLabel; lit: boolean; tabIndex: number }) => {
  const desk = useDesk()
  const { card } = useTranscript()
  const { key, code, annotations, disputed, top } = label
  const members = [...new Set(annotations.map(({ member }) => member))]
  const named = members.length > NAMED ? 1 : NAMED
  const people = members.map(member => desk.members.get(member)?.name ?? words.passage.someone).join(', ')
  const rest = members.length > named ? [codings.disagreement.more(members.length - named)] : []
  // What is read out begins with what is seen.
  const signs = [
    ...members.slice(0, named).map(member => initials(desk.members.get(member)?.name ?? '?')),
    ...rest,
  ]
  const name = code?.name ?? words.passage.noCode
  const keys = annotations.map(annotation => annotation.key)
  const show = (beside: Element, by: 'pointer' | 'keyboard') => {
    desk.state.set({ hover: keys[0]! })
    card.open({ annotations: keys, code: code?.id ?? null, beside }, by)
  }
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      data-stop={key}
      className={styles.label}
      data-on={lit || undefined}
      data-proposed={code?.status === 'proposed' || undefined}
      style={{ top }}
      aria-label={`${words.lanes.label(`${name} ${signs.join(' ')}`, people)}${disputed ? `. ${codings.disagreement.title}` : ''}`}
      onClick={() => {
        const next = keys[(keys.indexOf(desk.state.get().focus ?? '') + 1) % keys.length]!
        focusOn(desk, next)
        const annotation = desk.annotations.get(next)
        if (annotation) announce(describeHighlight(desk, annotation))
      }}
      onPointerEnter={event => event.pointerType === 'mouse' && show(event.currentTarget, 'pointer')}
      onPointerLeave={() => card.leave()}
      onFocus={event => event.target.matches(':focus-visible') && show(event.currentTarget, 'keyboard')}
    >
      <span className={code ? styles.name : styles.noCode}>{name}</span>
      {members.slice(0, named).map(member => (
        <span
          key={member}
          className={styles.initials}
          style={{ '--code': desk.members.get(member)?.colour ?? '#888888' } as React.CSSProperties}
        >
          {/* The space is for the name that is read out, which must hold what is seen. */}
          {` ${initials(desk.members.get(member)?.name ?? '?')}`}
        </span>
      ))}
      {rest.map(more => (
        <span key={more} className={styles.rest}>
          {` ${more}`}
        </span>
      ))}
      {disputed && (
        <span className={styles.disputed} aria-hidden>
          ≠
        </span>
      )}
    </button>
  )
}
