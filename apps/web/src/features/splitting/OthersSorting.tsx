import { splitting as text } from '../../text/splitting.ts'
import { MemberAvatar } from '../../ui/MemberAvatar.tsx'
import type { Curating } from '../curating/curating.ts'
import { usePeopleVersion } from '../curating/useCurating.ts'
import styles from './splitting.module.css'

/** Who else sorts at this moment; pressing somebody goes to the excerpt where they are. */
export const OthersSorting = ({ curating, onGo }: { curating: Curating; onGo: (row: string) => void }) => {
  usePeopleVersion(curating)
  const others = curating.others()
  if (others.length === 0) return null
  return (
    <ul className={styles.others} aria-label={text.here}>
      {others.map(({ peer: { member, name, colour }, at }) => (
        <li key={member}>
          <button
            type="button"
            className={styles.other}
            aria-label={text.goTo(name)}
            title={text.goTo(name)}
            onClick={() => onGo(at)}
          >
            <MemberAvatar name={name} colour={colour} size={26} />
          </button>
        </li>
      ))}
    </ul>
  )
}
