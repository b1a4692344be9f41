import { Button } from '@mantine/core'
import type { TextSpan } from '@polyphony/document'
import { useEffect, useState } from 'react'
import { formatTime } from '../../text/format.ts'
import { presence as words } from '../../text/presence.ts'
import { useDesk } from '../desk/DeskContext.tsx'
import type { Desk } from '../desk/desk.ts'
import styles from './PointerNotice.module.css'
import { decodeSpan } from './passages.ts'

interface Pointed {
  member: string
  name: string
  colour: string
  span: TextSpan
  away: boolean
}

/** Said at most so often: a pointer wanders. */
const SAY_MS = 8000

const sentence = (desk: Desk, { name, span }: Pointed): string => {
  const at = desk.timeAt(span.start)
  return at === null ? words.points(name) : words.pointsAt(name, formatTime(at))
}

const readPointed = (desk: Desk): Pointed | null => {
  const { others, live } = desk.company.people.get()
  for (const { member, name, colour, pointer } of live ? others : []) {
    const span = decodeSpan(desk.index, pointer)
    if (span) return { member, name, colour, span, away: !isInView(desk, span) }
  }
  return null
}

const isInView = (desk: Desk, span: TextSpan): boolean => {
  const scroller = document.querySelector('[data-transcript]')
  const box = desk.view.current?.boxOf(span)
  if (!scroller || !box) return false
  return box.bottom > scroller.scrollTop && box.top < scroller.scrollTop + scroller.clientHeight
}

/** Who points at something that is not on this screen, and the way there; for a screen reader, that somebody points. */
export const PointerNotice = () => {
  const desk = useDesk()
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const [said, setSaid] = useState('')
  useEffect(() => {
    let last = 0
    let shown = ''
    const read = () => {
      const now = readPointed(desk)
      const text = JSON.stringify(now)
      if (text === shown) return
      shown = text
      setPointed(now)
      if (!now || Date.now() - last < SAY_MS) return
      last = Date.now()
      setSaid(sentence(desk, now))
    }
    const unwatch = desk.company.people.subscribe(read)
    // Scrolling is looked at when it rests.
    const scroller = document.querySelector('[data-transcript]')
    scroller?.addEventListener('scrollend', read)
    read()
    return () => {
      unwatch()
      scroller?.removeEventListener('scrollend', read)
    }
  }, [desk])
  return (
    <>
      <span className="visually-hidden" role="status" aria-live="polite">
        {said}
      </span>
      {pointed?.away && (
        <div className={styles.place}>
          <div className={styles.notice} style={{ '--code': pointed.colour } as React.CSSProperties}>
            {sentence(desk, pointed)}
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => {
                desk.state.set({ following: false })
                desk.view.current?.reveal(pointed.span.start)
              }}
            >
              {words.goThere}
            </Button>
          </div>
        </div>
      )}
    </>
  )
}
