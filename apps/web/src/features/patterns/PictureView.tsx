import { useEffect, useRef, useState } from 'react'
import { patterns as text } from '../../text/patterns.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PageLoading } from '../../ui/PageLoading.tsx'
import { useGround } from '../../ui/useGround.ts'
import type { Picture } from './drawing/drawings.ts'
import { INKS } from './drawing/inks.ts'
import styles from './patterns.module.css'

interface PictureViewProps {
  label: string
  picture: Picture
  onCell?: (row: number, column: number) => void
  onKey?: (key: string) => void
}

/** A picture; what is clicked in it opens. The table says and opens the same. */
export const PictureView = ({ label, picture, onCell, onKey }: PictureViewProps) => {
  const { scheme } = useGround()
  const place = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<{ drawn: boolean; error: unknown }>({ drawn: false, error: null })
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let wanted = true
    import('./drawing/drawings.ts').then(
      ({ drawPicture }) => {
        if (!wanted) return
        const { svg, legend } = drawPicture(picture, INKS[scheme])
        svg.setAttribute('role', 'img')
        svg.setAttribute('aria-label', label)
        legend?.setAttribute('aria-hidden', 'true')
        place.current?.replaceChildren(...(legend ? [legend, svg] : [svg]))
        setState({ drawn: true, error: null })
      },
      error => {
        if (wanted) setState({ drawn: false, error })
      },
    )
    return () => {
      wanted = false
    }
  }, [picture, scheme, label, attempt])
  return (
    <>
      {state.error !== null && <ErrorState error={state.error} onRetry={() => setAttempt(attempt + 1)} />}
      <p className={styles.soft}>{text.pictureHint}</p>
      {!state.drawn && state.error === null && <PageLoading />}
      {/* biome-ignore lint/a11y/useSemanticElements: no fields, but what can be scrolled by keyboard */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the table opens by keyboard what a click opens here */}
      <div
        className={styles.pictureScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: as above
        tabIndex={0}
        role="group"
        aria-label={label}
        ref={place}
        onClick={event => {
          const target = event.target as Element
          const cell = target.closest('[data-cell]')?.getAttribute('data-cell')
          const key = target.closest('[data-key]')?.getAttribute('data-key')
          if (cell) {
            const [row, column] = cell.split(' ').map(Number) as [number, number]
            onCell?.(row, column)
          }
          if (key) onKey?.(key)
        }}
      />
    </>
  )
}
