import { Tooltip } from '@mantine/core'
import { useStore } from '../../collab/createStore.ts'
import { boards as text } from '../../text/boards.ts'
import { MemberAvatar } from '../../ui/MemberAvatar.tsx'
import { useBoardHere } from './BoardContext.tsx'
import styles from './boards.module.css'

/** The others who have the board open; nobody while the connection is lost, for then that is not known. */
export const WhoIsHere = () => {
  const { session } = useBoardHere()
  const { others, live } = useStore(session.people, people => people)
  if (!live || others.length === 0) return null
  return (
    <ul className={styles.people} aria-label={text.here}>
      {others.map(({ member, name, colour }) => (
        <li key={member}>
          <Tooltip label={name}>
            <span className={styles.face}>
              <MemberAvatar name={name} colour={colour} size={26} labelled />
            </span>
          </Tooltip>
        </li>
      ))}
    </ul>
  )
}
