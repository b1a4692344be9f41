import { memo, useCallback, useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { desk as words } from '../../text/desk.ts'
import { formatTime } from '../../text/format.ts'
import { SectionHeading } from '../coding/SectionHeading.tsx'
import { TurnLanes } from '../coding/TurnLanes.tsx'
import { SpeakerLabel } from '../correction/SpeakerLabel.tsx'
import { TurnEditor } from '../correction/TurnEditor.tsx'
import { useDesk, useDeskState, useFacts } from '../desk/DeskContext.tsx'
import { TURN_STOP } from './describeTurns.ts'
import styles from './Transcript.module.css'
import { useTranscript } from './TranscriptContext.ts'
import { TURN_TEXT } from './textNodes.ts'

/** Characters that fit on a line of the text column, and the height of a line: for what is not yet laid out. */
const PER_LINE = 62
const LINE_HEIGHT = 29

const estimatedHeight = (length: number): number =>
  Math.max(2, Math.ceil(length / PER_LINE)) * LINE_HEIGHT + 14

/** One turn: who speaks and when, the words, and the margin. Renders again only when this turn changes. */
export const TurnView = memo(({ id }: { id: string }) => {
  const desk = useDesk()
  const { painter, lanes, watch } = useTranscript()
  const subscribe = useCallback((listener: () => void) => desk.index.onTurn(id, listener), [desk, id])
  const turn = useSyncExternalStore(subscribe, () => desk.index.turn(id))
  const speakerId = turn?.speaker ?? ''
  const speaker = useFacts(facts => facts.speakers.get(speakerId)?.name) ?? words.turn.unknownSpeaker
  const facilitator = useFacts(facts => facts.speakers.get(speakerId)?.role === 'facilitator')
  const first = turn?.firstSourceWord ?? 0
  const start = useFacts(facts => facts.words?.start[first] ?? -1)
  const editing = useDeskState(state => state.editing?.turn === id)
  const section = useRef<HTMLElement>(null)
  const paragraph = useRef<HTMLParagraphElement>(null)
  const text = turn?.text ?? ''

  // The browser forgets static ranges when their text changes: the turn is painted again after every change.
  // Dependencies: the text is not read here, but painted over
  useLayoutEffect(() => {
    if (!paragraph.current || editing) return
    const detach = painter.attach(id, paragraph.current)
    lanes.request([id])
    return detach
  }, [painter, lanes, id, editing])
  useLayoutEffect(() => {
    if (paragraph.current && !editing) painter.redraw([id])
    lanes.request([id])
  }, [text])
  // Dependencies: a paragraph that comes back must be seen again
  useLayoutEffect(() => (section.current ? watch(section.current, id) : undefined), [watch, id, editing])

  if (!turn) return null
  const time = start >= 0 ? formatTime(start / 1000) : ''
  if (text === '' && !editing && !desk.abilities.correct) return null
  return (
    <>
      <SectionHeading turn={id} />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be read as a form */}
      <section
        ref={section}
        className={styles.turn}
        data-turn={id}
        tabIndex={-1}
        role="group"
        aria-label={words.turn.label(speaker, time)}
        style={{ containIntrinsicBlockSize: `auto ${estimatedHeight(text.length)}px` }}
      >
        <div className={styles.who} data-facilitator={facilitator || undefined}>
          <SpeakerLabel turn={id} name={speaker} />
          {time &&
            (desk.player ? (
              <button
                type="button"
                tabIndex={-1}
                className={styles.time}
                data-play-from={start}
                {...{ [TURN_STOP]: '' }}
                aria-label={words.turn.playFrom(time)}
              >
                {time}
              </button>
            ) : (
              <span className={styles.time}>{time}</span>
            ))}
        </div>
        {editing ? (
          <TurnEditor turn={id} speaker={speaker} />
        ) : (
          <p
            ref={paragraph}
            className={styles.text}
            {...{ [TURN_TEXT]: id }}
            data-empty={text === '' ? words.turn.emptyTurn : undefined}
          >
            {text}
          </p>
        )}
        <div className={styles.margin}>
          <TurnLanes turn={id} />
        </div>
      </section>
    </>
  )
})
