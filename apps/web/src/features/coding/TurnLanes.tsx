import { memo, useCallback, useSyncExternalStore } from 'react'
import { desk as words } from '../../text/desk.ts'
import { initials } from '../../ui/MemberAvatar.tsx'
import { useDesk, useDeskState } from '../desk/DeskContext.tsx'
import { useTranscript } from '../transcript/TranscriptContext.ts'
import styles from './TurnLanes.module.css'

/** So many lanes stand side by side before they move closer together. */
const ROOMY = 5

/** The margin of a turn: a bracket for each coding, and the names of the codes with those who applied them. */
export const TurnLanes = memo(({ turn }: { turn: string }) => {
  const desk = useDesk()
  const { lanes } = useTranscript()
  const subscribe = useCallback((listener: () => void) => lanes.onTurn(turn, listener), [lanes, turn])
  const measured = useSyncExternalStore(subscribe, () => lanes.get(turn))
  const focus = useDeskState(state =>
    state.focus !== null && has(measured, state.focus) ? state.focus : null,
  )
  const hover = useDeskState(state =>
    state.hover !== null && has(measured, state.hover) ? state.hover : null,
  )
  if (measured.brackets.length === 0) return null

  const step = measured.lanes <= ROOMY ? 8 : (ROOMY * 8) / measured.lanes
  const width = Math.min(measured.lanes, ROOMY) * 8
  const focusOn = (key: string) => {
    const annotation = desk.annotations.get(key)
    if (!annotation || !('span' in annotation.resolution)) return
    desk.state.set({
      focus: key,
      caret: annotation.resolution.span.start,
      selection: null,
      drawer: 'passage',
    })
  }
  return (
    <div className={styles.lanes} data-lanes onPointerLeave={() => desk.state.set({ hover: null })}>
      {measured.brackets.map(({ key, annotation, colour, lane, top, bottom }) => (
        <span
          key={key}
          className={styles.bracket}
          data-on={annotation === focus || annotation === hover || undefined}
          style={
            {
              '--code': colour,
              left: lane * step,
              top,
              height: Math.max(8, bottom - top),
            } as React.CSSProperties
          }
        />
      ))}
      {measured.labels.map(({ key, code, annotations, top }) => {
        const first = annotations.find(({ key }) => key === focus) ?? annotations[0]!
        const members = [...new Set(annotations.map(({ member }) => member))]
        const people = members.map(member => desk.members.get(member)?.name ?? words.passage.someone)
        // What is read out begins with what is seen.
        const signs = members.slice(0, 3).map(member => initials(desk.members.get(member)?.name ?? '?'))
        const name = code?.name ?? words.passage.noCode
        return (
          <button
            key={key}
            type="button"
            tabIndex={-1}
            className={styles.label}
            data-on={annotations.some(({ key }) => key === focus || key === hover) || undefined}
            data-proposed={code?.status === 'proposed' || undefined}
            style={{ top, left: width + 6, maxWidth: `calc(100% - ${width + 6}px)` }}
            aria-label={words.lanes.label(`${name} ${signs.join(' ')}`, people.join(', '))}
            title={words.lanes.label(name, people.join(', '))}
            onClick={() => focusOn(first.key)}
            onPointerEnter={() => desk.state.set({ hover: first.key })}
          >
            <span className={code ? styles.name : styles.noCode}>{name}</span>
            {members.slice(0, 3).map(member => (
              <span
                key={member}
                className={styles.initials}
                style={{ '--code': desk.members.get(member)?.colour ?? '#888888' } as React.CSSProperties}
              >
                {/* The space is for the name that is read out, which must hold what is seen. */}
                {` ${initials(desk.members.get(member)?.name ?? '?')}`}
              </span>
            ))}
            {members.length > 3 && <span className={styles.rest}>+{members.length - 3}</span>}
          </button>
        )
      })}
      {measured.hidden > 0 && (
        <button
          type="button"
          tabIndex={-1}
          className={styles.label}
          style={{ top: measured.moreTop, left: width + 6 }}
          aria-label={words.lanes.moreLabel(measured.hidden)}
          onClick={() =>
            desk.state.set({
              focus: null,
              caret: null,
              drawer: 'passage',
              selection: wholeTurn(desk.index.turn(turn)),
            })
          }
        >
          <span className={styles.noCode}>{words.lanes.more(measured.hidden)}</span>
        </button>
      )}
    </div>
  )
})

const has = (measured: { brackets: readonly { annotation: string }[] }, key: string): boolean =>
  measured.brackets.some(({ annotation }) => annotation === key)

const wholeTurn = (turn: { id: string; text: string } | undefined) =>
  turn ? { start: { turn: turn.id, offset: 0 }, end: { turn: turn.id, offset: turn.text.length } } : null
