import { useMemo, useState } from 'react'
import { codings } from '../../text/codings.ts'
import { desk as words } from '../../text/desk.ts'
import { useDesk, useDeskState, useFacts } from '../desk/DeskContext.tsx'
import { AnnotationCard } from './AnnotationCard.tsx'
import { NO_FILTER } from './annotationFilter.ts'
import type { Annotation } from './annotations.ts'
import { codesOf } from './codesOf.ts'
import { isSection } from './isSection.ts'
import styles from './PassagePanel.module.css'
import { useAnnotationsVersion } from './useAnnotationsVersion.ts'

/** Cards beyond this would bury the passage; the rest waits behind a button. */
const AT_ONCE = 30

/** What has been said of the passage in focus: of the selection, of the highlight, of the word. */
export const PassagePanel = () => {
  const desk = useDesk()
  const selection = useDeskState(state => state.selection)
  const caret = useDeskState(state => state.caret)
  const focus = useDeskState(state => state.focus)
  const version = useAnnotationsVersion()
  const [all, setAll] = useState(false)

  // Dependencies: the annotations change in place, the version says so
  const [here, sections, lost, hidden] = useMemo(() => {
    const found = selection ? desk.annotations.touching(selection) : caret ? desk.annotations.at(caret) : []
    const focused = focus === null ? undefined : desk.annotations.get(focus)
    const list = focused && !found.includes(focused) ? [focused, ...found] : found
    const unplaced = [...desk.annotations.values()].filter(
      ({ resolution, key }) => !('span' in resolution) && key !== focus,
    )
    const { ontology } = desk.facts.get()
    const [about, within] = [false, true].map(section =>
      list.filter(annotation => isSection(ontology, annotation) === section),
    ) as [Annotation[], Annotation[]]
    const passing = about.filter(annotation => annotation === focused || desk.shown.shows(annotation))
    return [passing, within, unplaced, about.length - passing.length] as const
  }, [desk, selection, caret, focus, version])

  const shown = all ? here : here.slice(0, AT_ONCE)
  return (
    <div className={styles.panel}>
      <h2 className={styles.title}>{words.passagePanel}</h2>
      {shown.map(annotation => (
        <AnnotationCard key={annotation.key} annotation={annotation} />
      ))}
      {shown.length < here.length && (
        <button type="button" className={styles.more} onClick={() => setAll(true)}>
          {words.lanes.more(here.length - shown.length)}
        </button>
      )}
      {here.length === 0 && (
        <p className={styles.hint}>
          {hidden > 0
            ? codings.filter.nothingHere
            : selection || caret
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
    </div>
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

/** Highlights whose words are gone: never dropped in silence. */
const Lost = ({ annotations }: { annotations: readonly Annotation[] }) => (
  <details className={styles.lost}>
    <summary>{words.passage.unplaced(annotations.length)}</summary>
    <p className={styles.hint}>{words.passage.unplacedHelp}</p>
    {annotations.slice(0, AT_ONCE).map(annotation => (
      <AnnotationCard key={annotation.key} annotation={annotation} />
    ))}
  </details>
)
