import { Button } from '@mantine/core'
import { type Suggestion, suggestPlace } from '@polyphony/document'
import { useEffect, useState } from 'react'
import { codings as words } from '../../text/codings.ts'
import { useDesk, useDeskState } from '../desk/DeskContext.tsx'
import styles from './AnnotationCard.module.css'
import type { Annotation } from './annotations.ts'
import { reattach } from './reattach.ts'

/** On the card of a highlight of mine that has lost its words: the ways to give it new ones. */
export const Reattach = ({ annotation }: { annotation: Annotation }) => {
  const desk = useDesk()
  const selection = useDeskState(state => state.selection)
  const attaching = useDeskState(state => state.attaching === annotation.key)
  const suggestion = useSuggestion(annotation)
  return (
    <div className={styles.reattach}>
      {suggestion && (
        <>
          <p>
            {words.unplaced.found} <q>{suggestion.text}</q>
          </p>
          <div>
            <Button size="compact-xs" onClick={() => reattach(desk, annotation, suggestion.span)}>
              {words.unplaced.attachThere}
            </Button>
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => {
                desk.state.set({ following: false, drawer: null })
                desk.view.current?.reveal(suggestion.span.start)
              }}
            >
              {words.unplaced.look}
            </Button>
          </div>
        </>
      )}
      <div>
        {selection ? (
          <Button
            size="compact-xs"
            variant={suggestion ? 'default' : 'filled'}
            onMouseDown={event => event.preventDefault()}
            onClick={() => reattach(desk, annotation, selection)}
          >
            {words.unplaced.attachHere}
          </Button>
        ) : (
          <Button
            size="compact-xs"
            variant="default"
            aria-pressed={attaching}
            onClick={() => desk.state.set({ attaching: attaching ? null : annotation.key, drawer: null })}
          >
            {attaching ? words.unplaced.selecting : words.unplaced.choose}
          </Button>
        )}
      </div>
    </div>
  )
}

/** Where the quote is found elsewhere, more or less; looked for when there is time. */
const useSuggestion = ({ highlight, resolution }: Annotation): Suggestion | null => {
  const desk = useDesk()
  const [found, setFound] = useState<Suggestion | null>(null)
  const revision = desk.index.revision
  // Dependencies: looked for again when the transcript is another one
  useEffect(() => {
    const near = resolution.status === 'deleted' ? resolution.at : null
    const timer = setTimeout(() => setFound(suggestPlace(desk.index, highlight.anchor, near)), 0)
    return () => clearTimeout(timer)
  }, [desk, highlight, resolution, revision])
  return found
}
