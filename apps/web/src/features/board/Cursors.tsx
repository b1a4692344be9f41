import type { CSSProperties } from 'react'
import { useStore } from '../../collab/createStore.ts'
import { useBoardHere } from './BoardContext.tsx'
import styles from './board.module.css'

/** Where the others point. They are seen, not read out: who is here stands at the head of the page. */
export const Cursors = () => {
  const { session } = useBoardHere()
  const cursors = useStore(session.presences.cursors, state => state.cursors)
  const { x, y, zoom } = useStore(session.view, view => view)
  return (
    <div className={styles.cursors} aria-hidden>
      {cursors.map(({ member, name, colour, at }) => (
        <div
          key={member}
          className={styles.cursor}
          style={
            {
              transform: `translate(${at.x * zoom + x}px, ${at.y * zoom + y}px)`,
              '--code': colour,
            } as CSSProperties
          }
        >
          <svg width="16" height="18" viewBox="0 0 16 18" aria-hidden="true">
            <path d="M1 1l5 15 3-6 6-2z" className={styles.arrow} />
          </svg>
          <span className={styles.cursorName}>{name}</span>
        </div>
      ))}
    </div>
  )
}
