import { useStore } from '../collab/createStore.ts'
import { announced } from './announce.ts'

/** Where `announce` is heard. */
export const Announcer = () => {
  const { message, count } = useStore(announced, value => value)
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {/* A new element each time: the same words are told again. */}
      {message && <p key={count}>{message}</p>}
    </div>
  )
}
