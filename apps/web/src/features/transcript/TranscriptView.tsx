import type { TextPoint } from '@polyphony/document'
import {
  memo,
  type ReactNode,
  startTransition,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { flushSync } from 'react-dom'
import { useStore } from '../../collab/createStore.ts'
import { desk as words } from '../../text/desk.ts'
import { afterPaint } from '../../ui/afterPaint.ts'
import type { Annotation } from '../coding/annotations.ts'
import { CODE_DRAG } from '../coding/codeDrag.ts'
import { thematicCodesOf } from '../coding/codesOf.ts'
import { applyCode } from '../coding/codingCommands.ts'
import { coloursOf, PLAIN } from '../coding/colourBy.ts'
import { createLaneCard } from '../coding/createLaneCard.ts'
import { LaneCard } from '../coding/LaneCard.tsx'
import { createLaneBoard } from '../coding/laneBoard.ts'
import { applySticky } from '../coding/stickyCommands.ts'
import { useDesk } from '../desk/DeskContext.tsx'
import type { Desk } from '../desk/desk.ts'
import { useTextFirst } from '../desk/TextFirst.tsx'
import { PeopleMarks } from '../presence/PeopleMarks.tsx'
import { paintPeers } from '../presence/paintPeers.ts'
import { paintFound } from '../search/paintFound.ts'
import { paintUncertain } from '../tools/uncertain.ts'
import { createNearTurns } from './createNearTurns.ts'
import { createPaintInTime } from './createPaintInTime.ts'
import { createTurnGroups } from './createTurnGroups.ts'
import { describeTurns } from './describeTurns.ts'
import { createDeskView } from './deskView.ts'
import { unitAt } from './extendSelection.ts'
import { followWords } from './followWords.ts'
import { layAhead } from './layAhead.ts'
import { createPainter } from './painter.ts'
import { paintMarks } from './paintMarks.ts'
import { SelectionTools } from './SelectionTools.tsx'
import { SpokenWord } from './SpokenWord.tsx'
import { turnTexts } from './snapSpan.ts'
import styles from './Transcript.module.css'
import { TranscriptContext, type TranscriptParts } from './TranscriptContext.ts'
import { TurnView } from './TurnView.tsx'
import { pointAtPosition } from './textNodes.ts'
import { watchSelection } from './watchSelection.ts'
import { watchSpeed } from './watchSpeed.ts'
import { wordAround } from './words.ts'

/**
 * Highlights this far outside of the view are painted, so that scrolling finds them there. Not farther: each costs a
 * little in every frame in which any text or style changes (typing took twice as long at 600).
 */
const NEAR = 240

/** So many turns fill every screen: they are rendered first, the rest a moment later, without holding up anything. */
const FIRST_TURNS = 40

/** The transcript: all turns, what is painted over them, and everything a pointer can do to them. */
export const TranscriptView = ({ children }: { children?: ReactNode }) => {
  const desk = useDesk()
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const [element, setElement] = useState<HTMLElement | null>(null)
  const order = useSyncExternalStore(
    useMemo(() => (listener: () => void) => desk.index.onOrder(listener), [desk]),
    () => desk.index.order,
  )
  const opened = useStore(desk.transcript.state, state => state.opened)
  const parts = useParts(desk, element, content.current)
  const [complete, setComplete] = useState(false)
  const group = useMemo(() => createTurnGroups(), [])
  const groups = useMemo(
    () => group(complete ? order : order.slice(0, FIRST_TURNS)),
    [group, order, complete],
  )

  const { step, onText } = useTextFirst()
  const textIsThere = step !== 'text'
  const begun = parts !== null && order.length > 0
  useEffect(() => {
    if (begun) onText()
  }, [begun, onText])
  useEffect(() => {
    if (!begun || step !== 'beside') return
    return afterPaint(() => startTransition(() => setComplete(true)))
  }, [begun, step])
  useEffect(() => {
    setElement(scroller.current)
  }, [])
  useEffect(() => {
    if (!parts || !element) return
    const view = createDeskView(desk, element, parts, () => flushSync(() => setComplete(true)))
    desk.view.current = view
    const dispose = [
      watchSelection(desk, element),
      followWords(desk),
      describeTurns(desk, element),
      paintMarks(desk, parts.painter),
      paintPeers(desk, parts.painter),
      paintFound(desk, parts.painter),
      paintUncertain(desk, parts.painter),
    ]
    return () => {
      for (const end of dispose) end()
      if (desk.view.current === view) desk.view.current = null
    }
  }, [desk, parts, element])
  useEffect(() => {
    if (!parts || !textIsThere) return
    const setColours = () => {
      const ofCodes = Object.values(desk.facts.get().ontology.codes).map(code => code.colour)
      const ofPeople = [...desk.members.values()].flatMap(member => coloursOf('person', [], member))
      parts.painter.setColours([PLAIN, ...ofCodes, ...ofPeople])
    }
    setColours()
    parts.painter.redraw()
    parts.lanes.request()
    let { ontology } = desk.facts.get()
    // Here only what can be painted changes; the highlights are drawn anew when `shown` says so.
    return desk.facts.subscribe(() => {
      if (desk.facts.get().ontology === ontology) return
      ;({ ontology } = desk.facts.get())
      setColours()
    })
  }, [desk, parts, textIsThere])

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled for the whole desk
    <section
      ref={scroller}
      id="turns"
      className={styles.scroller}
      data-transcript
      // biome-ignore lint/a11y/noNoninteractiveTabindex: one stop of Tab, from which the arrow keys go from turn to turn
      tabIndex={0}
      aria-label={words.turns}
      onClick={event => clickOn(desk, event)}
      onPointerUp={event => event.pointerType === 'mouse' && codeOnRelease(desk)}
      onDoubleClick={event => {
        const point = pointAtPosition(event.clientX, event.clientY)
        if (point && desk.abilities.correct && !desk.state.get().editing)
          desk.state.set({
            editing: { turn: point.turn, caret: point.offset },
            selection: null,
            palette: null,
          })
      }}
      onPointerMove={event => hoverOver(desk, event)}
      onDragOver={event => {
        if (!event.dataTransfer.types.includes(CODE_DRAG) || !desk.abilities.code) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
      }}
      onDrop={event => dropCode(desk, event)}
    >
      <div ref={content} className={styles.content}>
        {parts && (
          <TranscriptContext value={parts}>
            {groups.map(({ key, ids }) => (
              <Turns key={key} ids={ids} />
            ))}
            <LaneCard />
            <SelectionTools />
            {children}
          </TranscriptContext>
        )}
        {order.length === 0 && <p className={styles.nothing}>{opened ? words.empty : words.loadingText}</p>}
        {element && <SpokenWord scroller={element} />}
        {element && <PeopleMarks scroller={element} />}
      </div>
    </section>
  )
}

/** Turns under each other; rendered again only when others come or go among them. */
const Turns = memo(({ ids }: { ids: readonly string[] }) => (
  <div className={styles.group}>
    {ids.map(id => (
      <TurnView key={id} id={id} />
    ))}
  </div>
))

/** Painter, lanes and the watch over what is near the viewport; they live as long as the desk and its element. */
const useParts = (
  desk: Desk,
  element: HTMLElement | null,
  content: HTMLElement | null,
): TranscriptParts | null => {
  const [parts, setParts] = useState<TranscriptParts | null>(null)
  useEffect(() => {
    if (!element || !content) return
    const codesOf = (annotation: Annotation) => thematicCodesOf(desk.facts.get().ontology, annotation)
    const painter = createPainter(desk.index, desk.annotations, annotation =>
      // A section of the guide is a heading, not a colour over pages.
      desk.shown.showsRemark(annotation)
        ? coloursOf(desk.state.get().colourBy, codesOf(annotation), desk.members.get(annotation.member))
        : [],
    )
    const lanes = createLaneBoard({
      annotations: desk.annotations,
      near: () => painter.near(),
      codesOf: annotation => (desk.shown.showsRemark(annotation) ? codesOf(annotation) : null),
      isDisputed: annotation => desk.shown.disagreements.isDisputed(annotation),
      colourOf: ({ member }, code) =>
        coloursOf(desk.state.get().colourBy, code ? [code] : [], desk.members.get(member))[0]!,
    })
    const card = createLaneCard()
    const inTime = createPaintInTime({
      isRushing: watchSpeed(element),
      costOf: (turn, near) => (painter.isNear(turn) === near ? 0 : desk.annotations.countIn(turn)),
      paint(turns) {
        for (const [turn, near] of turns) if (painter.isNear(turn) !== near) painter.setNear(turn, near)
        lanes.request(turns.flatMap(([turn]) => (painter.isNear(turn) ? turn : [])))
        const left = turns.flatMap(([turn, near]) => (near ? [] : turn))
        const used = left.length > 0 ? marginsInUse(card) : []
        lanes.clear(left.filter(turn => !used.includes(turn)))
      },
    })
    const near = createNearTurns({
      scroller: element,
      content,
      margin: NEAR,
      onLook(came, gone) {
        for (const [turn, section] of gone) {
          resized.unobserve(section)
          if (!came.has(turn)) inTime.set(turn, false)
        }
        for (const [turn, section] of came) {
          resized.observe(section)
          inTime.set(turn, true)
        }
        inTime.paint()
      },
    })
    const resized = new ResizeObserver(entries => {
      // A turn that comes into view is laid out then, and becomes as high as it is.
      const turns = entries.flatMap(({ target }) => near.turnOf(target as HTMLElement) ?? [])
      lanes.request(turns.filter(turn => !inTime.waits(turn)))
    })
    const ahead = layAhead(element, near)
    setParts({
      painter,
      lanes,
      card,
      near,
      watch(section, turn) {
        const leave = near.watch(section, turn)
        ahead.request()
        return () => {
          leave()
          resized.unobserve(section)
          inTime.forget(turn)
          painter.setNear(turn, false)
        }
      },
    })
    const redraw = () => {
      painter.redraw()
      lanes.request()
    }
    let { colourBy } = desk.state.get()
    const disposers = [
      desk.annotations.onChange(turns => {
        painter.redraw(turns)
        lanes.request(turns)
      }),
      desk.shown.onChange(redraw),
      desk.state.subscribe(() => {
        if (desk.state.get().colourBy === colourBy) return
        ;({ colourBy } = desk.state.get())
        redraw()
      }),
    ]
    return () => {
      setParts(null)
      for (const dispose of disposers) dispose()
      ahead.dispose()
      inTime.dispose()
      near.dispose()
      resized.disconnect()
      card.close()
      lanes.dispose()
      painter.dispose()
    }
  }, [desk, element, content])
  return parts
}

/** Turns in whose margins the keyboard stands, or something is told of. */
const marginsInUse = (card: TranscriptParts['card']): (string | undefined)[] =>
  [document.activeElement, card.state.get().shown?.beside].map(
    element => element?.closest('[data-lanes]')?.closest<HTMLElement>('[data-turn]')?.dataset.turn,
  )

/** What a reader can point at: shown, and about the words. */
const remarksAt = (desk: Desk, point: TextPoint) =>
  desk.annotations.at(point).filter(annotation => desk.shown.showsRemark(annotation))

/** A click plays from the word and shows what was said of it; again, the next highlight below. */
const clickOn = (desk: Desk, event: React.MouseEvent) => {
  const target = event.target as Element
  const from = target.closest<HTMLElement>('[data-play-from]')
  if (from) {
    const turn = from.closest<HTMLElement>('[data-turn]')!.dataset.turn!
    desk.state.set({ following: true, turn, caret: { turn, offset: 0 } })
    playFrom(desk, Number(from.dataset.playFrom) / 1000)
    return
  }
  if (target.closest('button, input, textarea, a, [contenteditable]')) return
  // Whoever points shows a word, and plays nothing.
  if (desk.company.joining.get().pointing || window.getSelection()?.isCollapsed === false) return
  const point = pointAtPosition(event.clientX, event.clientY)
  if (!point) {
    desk.state.set({ selection: null, selectionOrigin: null, focus: null, caret: null, wholeTurn: null })
    return
  }
  const word = wordAround(desk.index.turn(point.turn)?.text ?? '', point.offset)
  const under = remarksAt(desk, point)
  const { focus } = desk.state.get()
  const next = under[(under.findIndex(({ key }) => key === focus) + 1) % Math.max(1, under.length)]
  const caret: TextPoint = { turn: point.turn, offset: word?.from ?? point.offset }
  desk.state.set({
    caret,
    turn: point.turn,
    selection: null,
    selectionOrigin: null,
    focus: next?.key ?? null,
    following: true,
  })
  const at = desk.timeAt(caret)
  if (at !== null) playFrom(desk, at)
}

/** With a sticky code, letting go of the mouse codes what was dragged over; the selection is read a frame later. */
const codeOnRelease = (desk: Desk) => {
  if (desk.state.get().sticky)
    requestAnimationFrame(() =>
      requestAnimationFrame(() => document.getSelection()?.isCollapsed === false && applySticky(desk)),
    )
}

const playFrom = ({ player }: Desk, seconds: number) => {
  player?.seek(seconds)
  if (!player?.state.get().playing) player?.toggle()
}

const hoverOver = (desk: Desk, event: React.PointerEvent) => {
  if (event.buttons !== 0 || (event.target as Element).closest('[data-lanes]')) return
  const point = pointAtPosition(event.clientX, event.clientY)
  desk.state.set({ hover: (point && remarksAt(desk, point)[0]?.key) ?? null })
}

/** A code dropped on the text applies to what is selected, else to my highlight there, else to the sentence. */
const dropCode = (desk: Desk, event: React.DragEvent) => {
  const code = event.dataTransfer.getData(CODE_DRAG)
  if (!code || !desk.abilities.code) return
  event.preventDefault()
  if (!desk.state.get().selection) {
    const point = pointAtPosition(event.clientX, event.clientY)
    if (!point) return
    const mine = desk.annotations.at(point).find(({ member }) => member === desk.me.id)
    if (mine) desk.state.set({ focus: mine.key })
    else desk.state.set({ selection: unitAt(turnTexts(desk.index), point, 'sentence') })
  }
  applyCode(desk, code)
}
