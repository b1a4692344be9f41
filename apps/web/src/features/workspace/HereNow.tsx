import type { Member } from '@polyphony/contract'
import { progress as text } from '../../text/progress.ts'
import { MemberAvatar } from '../../ui/MemberAvatar.tsx'
import styles from './HereNow.module.css'

const SHOWN = 4

/** Who has a conversation open now. */
export const HereNow = ({
  ids,
  members,
}: {
  ids: readonly string[]
  members: ReadonlyMap<string, Member>
}) => {
  const people = ids.flatMap(id => members.get(id) ?? [])
  if (people.length === 0) return null
  const told = text.here(people.map(({ name }) => name).join(', '))
  return (
    <span className={styles.here} role="img" aria-label={told} title={told}>
      {people.slice(0, SHOWN).map(({ id, name, colour }) => (
        <span key={id} className={styles.person}>
          <MemberAvatar name={name} colour={colour} size={20} />
        </span>
      ))}
      {people.length > SHOWN && <span className={styles.more}>+{people.length - SHOWN}</span>}
    </span>
  )
}
