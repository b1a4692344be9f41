import { type Thread, threadKey } from '@polyphony/document'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useCollab } from '../../collab/CollabProvider.tsx'
import { useStore } from '../../collab/createStore.ts'
import { threads as words } from '../../text/threads.ts'
import { annotationKey } from '../coding/annotations.ts'
import { useAnnotationsVersion } from '../coding/useAnnotationsVersion.ts'
import { useDesk, useDeskState } from '../desk/DeskContext.tsx'
import type { Desk } from '../desk/desk.ts'
import styles from './LostThreads.module.css'
import { ThreadView } from './ThreadView.tsx'

/** Whether what a thread hangs on is gone: a highlight its author deleted, or a first message not to be had. */
export const isLost = (desk: Desk, { place }: Thread): boolean =>
  place === null ||
  (place.type === 'highlight' && !desk.annotations.get(annotationKey(place.member, place.highlight)))

const holds = ({ first, replies }: Thread, key: string): boolean =>
  [first, ...replies].some(message => message && threadKey(message.member, message.comment.id) === key)

/** Threads whose highlight is gone: messages are never dropped in silence. */
export const LostThreads = () => {
  const desk = useDesk()
  const all = useSyncExternalStore(
    listener => desk.annotations.onChange(listener),
    () => desk.annotations.threads(),
  )
  // A highlight that was deleted leaves its threads behind, and they themselves do not change.
  useAnnotationsVersion()
  // Before the layers are there nobody knows which highlights are gone.
  const opening = useStore(useCollab().state, state => state.saving === 'opening')
  const wanted = useDeskState(state => state.message)
  const details = useRef<HTMLDetailsElement>(null)
  const lost = all.filter(thread => isLost(desk, thread))
  const opens = !opening && wanted !== null && lost.some(thread => holds(thread, wanted))
  useEffect(() => {
    if (opens && details.current) details.current.open = true
  }, [opens])
  if (lost.length === 0 || opening) return null
  return (
    <details ref={details} className={styles.lost}>
      <summary>{words.lost(lost.length)}</summary>
      <p className={styles.hint}>{words.lostHelp}</p>
      {lost.map(thread => (
        <ThreadView key={thread.key} thread={thread} placeKey="lost" subject={words.acts.deletedHighlight} />
      ))}
    </details>
  )
}
