import { useDeferredValue, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { codings } from '../../text/codings.ts'
import { desk as words } from '../../text/desk.ts'
import { DeskTies } from '../code/ties/DeskTies.tsx'
import { AboutCode } from '../comments/AboutCode.tsx'
import { LostThreads } from '../comments/LostThreads.tsx'
import { useDesk, useDeskState, useFacts } from '../desk/DeskContext.tsx'
import type { Desk } from '../desk/desk.ts'
import { AnnotationCard } from './AnnotationCard.tsx'
import { NO_FILTER } from './annotationFilter.ts'
import type { Annotation } from './annotations.ts'
import { CardGroup } from './CardGroup.tsx'
import { codesOf } from './codesOf.ts'
import { groupCards } from './groupCards.ts'
import { isSection } from './isSection.ts'
import { moveInPanel } from './moveInPanel.ts'
import styles from './PassagePanel.module.css'
import { touchesSpan } from './touchesSpan.ts'
import { useAnnotationsVersion } from './useAnnotationsVersion.ts'

/** So many cards are made at a time; the next when the reader comes near the last one. */
const AT_ONCE = 12

/** What has been said of the passage in focus: of the selection, of the highlight, of the word, or in a whole turn. */
export const PassagePanel = () => {
  const desk = useDesk()
  const selection = useDeskState(state => state.selection)
  const caret = useDeskState(state => state.caret)
  const focus = useDeskState(state => state.focus)
  const wholeTurn = useDeskState(state => (state.selection || state.caret ? null : state.wholeTurn))
  // Each letter of a correction moves what lies behind it; the cards say it when the hand rests.
  const correcting = useDeskState(state => state.editing !== null)
  const version = useAnnotationsVersion({ prompt: !correcting, concerns: isShownHere })
  const aboutCode = useDeskState(state => state.aboutCode)
  // Dependencies: the annotations change in place, the version says so
  const found = useMemo(
    () => readPassage(desk, wholeTurn),
    [desk, selection, caret, focus, wholeTurn, version],
  )
  // The text answers first; many cards may follow a moment later.
  const { passage, here, sections, hidden } = useDeferredValue(found)
  const unplaced = useUnplaced()
  const lost = unplaced.filter(({ key }) => key !== focus)
  if (aboutCode !== null) return <AboutCode code={aboutCode} />
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows lead through the cards, which are what is interactive
    <div
      className={styles.panel}
      data-passage
      onKeyDown={event =>
        moveInPanel(event, { toText: () => toText(desk), onCard: focus => desk.state.set({ focus }) })
      }
    >
      <DeskTies />
      <h2 className={styles.title} data-repeated={!wholeTurn || undefined}>
        {wholeTurn ? codings.lanes.wholeTurn : words.passagePanel}
      </h2>
      <Cards passage={passage} annotations={here} focus={focus} />
      {here.length === 0 && (
        <p className={styles.hint}>
          {hidden > 0
            ? codings.filter.nothingHere
            : selection || caret || wholeTurn
              ? words.passage.nothing
              : words.passage.hint}
        </p>
      )}
      {hidden > 0 && (
        <p className={styles.hint}>
          {here.length > 0 && codings.filter.hiddenHere(hidden)}
          <button
            type="button"
            className={styles.clear}
            onClick={() => desk.state.set({ filter: NO_FILTER })}
          >
            {codings.filter.clearAll}
          </button>
        </p>
      )}
      {sections.map(annotation => (
        <SectionLine key={annotation.key} annotation={annotation} />
      ))}
      {lost.length > 0 && <Lost annotations={lost} />}
      <LostThreads />
    </div>
  )
}

/** Back to the passage in the text; not where the panel is drawn over it, for then Escape closes that. */
const toText = (desk: Desk): boolean => {
  const { caret, turn, selection, drawer } = desk.state.get()
  const point = selection?.start ?? caret ?? (turn ? { turn, offset: 0 } : null)
  if (!point || drawer) return false
  desk.view.current?.reveal(point, { focus: true, smooth: false })
  return true
}

/** Whether something changed about what the panel tells of. */
const isShownHere = (desk: Desk, turns: ReadonlySet<string>, keys: ReadonlySet<string>): boolean => {
  const { selection, caret, focus, wholeTurn } = desk.state.get()
  if (focus !== null && keys.has(focus)) return true
  return selection ? touchesSpan(desk.index, selection, turns) : turns.has(caret?.turn ?? wholeTurn ?? '')
}

const readPassage = (desk: Desk, wholeTurn: string | null) => {
  const { selection, caret, focus } = desk.state.get()
  const found = selection
    ? desk.annotations.touching(selection)
    : caret
      ? desk.annotations.at(caret)
      : desk.annotations.inTurn(wholeTurn ?? '').map(({ key }) => desk.annotations.get(key)!)
  const focused = focus === null ? undefined : desk.annotations.get(focus)
  const list = focused && !found.includes(focused) ? [focused, ...found] : found
  const { ontology } = desk.facts.get()
  const about = list.filter(annotation => !isSection(ontology, annotation))
  const here = about.filter(annotation => annotation === focused || desk.shown.shows(annotation))
  return {
    /** The same for as long as one stays at the same place. */
    passage: JSON.stringify(selection ?? caret ?? wholeTurn),
    here,
    sections: list.filter(annotation => isSection(ontology, annotation)),
    hidden: about.length - here.length,
  }
}

/** Highlights whose words are gone. */
const useUnplaced = (): readonly Annotation[] => {
  const { annotations } = useDesk()
  return useSyncExternalStore(
    listener => annotations.onChange(listener),
    () => annotations.unplaced(),
  )
}

interface CardsProps {
  passage: string
  annotations: readonly Annotation[]
  focus: string | null
}

/** A few cards one under the other; of many, those of each person together. */
const Cards = ({ passage, annotations, focus }: CardsProps) => {
  const desk = useDesk()
  // Where one arrived tells the order; going from card to card does not change it.
  const [start, setStart] = useState({ passage, focus, most: AT_ONCE })
  if (start.passage !== passage) setStart({ passage, focus, most: AT_ONCE })
  const groups = useMemo(
    () => groupCards(annotations, { me: desk.me.id, focus: start.focus }),
    [annotations, desk, start.focus],
  )
  const inFocus = groups.flatMap(group => group.annotations).findIndex(({ key }) => key === focus)
  const most = Math.max(start.most, inFocus + 1)
  let left = most
  const shown = groups.flatMap(group => {
    const cards = group.annotations.slice(0, Math.max(0, left))
    left -= cards.length
    return cards.length > 0 ? [{ ...group, cards }] : []
  })
  const rest = annotations.length - most
  return (
    <>
      {shown.map(({ member, annotations, cards }) =>
        member === null ? (
          cards.map(annotation => <AnnotationCard key={annotation.key} annotation={annotation} />)
        ) : (
          <CardGroup key={member} member={member} annotations={annotations} cards={cards} />
        ),
      )}
      {rest > 0 && <More count={rest} onMore={() => setStart({ ...start, most: most + AT_ONCE })} />}
    </>
  )
}

/** Makes more cards when the reader comes near, or presses it. */
const More = ({ count, onMore }: { count: number; onMore: () => void }) => {
  const button = useRef<HTMLButtonElement>(null)
  const more = useRef(onMore)
  more.current = onMore
  // Dependencies: observed anew after each batch, for it may still be in view then
  useEffect(() => {
    if (!button.current) return
    const watching = new IntersectionObserver(entries => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) more.current()
    })
    watching.observe(button.current)
    return () => watching.disconnect()
  }, [count])
  return (
    <button ref={button} type="button" className={styles.more} onClick={onMore}>
      {words.lanes.more(count)}
    </button>
  )
}

/** In which section of the guide the passage lies, and who says so. */
const SectionLine = ({ annotation }: { annotation: Annotation }) => {
  const desk = useDesk()
  const ontology = useFacts(facts => facts.ontology)
  const [opened, setOpened] = useState(false)
  if (opened) return <AnnotationCard annotation={annotation} />
  const names = codesOf(ontology, annotation).map(code => code.name)
  return (
    <button type="button" className={styles.section} onClick={() => setOpened(true)}>
      {words.passage.inSection(names.join(', '))}
      <small>{desk.members.get(annotation.member)?.name ?? words.passage.someone}</small>
    </button>
  )
}

/** Highlights whose words are gone: never dropped in silence, mine first. */
const Lost = ({ annotations }: { annotations: readonly Annotation[] }) => {
  const desk = useDesk()
  const [most, setMost] = useState(AT_ONCE)
  const mine = annotations.filter(({ member }) => member === desk.me.id)
  const others = annotations.filter(({ member }) => member !== desk.me.id)
  return (
    <details className={styles.lost}>
      <summary>{words.passage.unplaced(annotations.length)}</summary>
      <p className={styles.hint}>{codings.unplaced.help(mine.length, others.length)}</p>
      {[...mine, ...others].slice(0, most).map(annotation => (
        <AnnotationCard key={annotation.key} annotation={annotation} />
      ))}
      {annotations.length > most && (
        <button type="button" className={styles.more} onClick={() => setMost(most + AT_ONCE)}>
          {words.lanes.more(annotations.length - most)}
        </button>
      )}
    </details>
  )
}
