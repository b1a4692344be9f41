import styles from './MemberAvatar.module.css'

/** The first letters of a person's first and last name. */
export const initials = (name: string): string => {
  const words = name.trim().split(/\s+/)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters
    .map(word => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}

interface MemberAvatarProps {
  name: string
  /** `#rrggbb` */
  colour: string
  size?: number
  /** Read out; otherwise the name stands beside it. */
  labelled?: boolean
}

/** A member, as a disc of their colour with their initials. */
export const MemberAvatar = ({ name, colour, size = 26, labelled = false }: MemberAvatarProps) => (
  <span
    className={styles.avatar}
    style={{ '--code': colour, width: size, height: size, fontSize: size * 0.4 } as React.CSSProperties}
    title={labelled ? name : undefined}
    // Drawn, not written: as text they would have to be part of the name of every button they stand on.
    data-initials={initials(name)}
    {...(labelled ? { role: 'img', 'aria-label': name } : { 'aria-hidden': true })}
  />
)
