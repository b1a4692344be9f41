import styles from './CodeChip.module.css'

/** A code's name on its own colour. */
export const CodeChip = ({ name, colour }: { name: string; colour: string }) => (
  <span className={`${styles.chip} code-tint`} style={{ '--code': colour } as React.CSSProperties}>
    {name}
  </span>
)

/** A small square of a code's colour, beside its name. */
export const CodeSign = ({ colour, size = 10 }: { colour: string; size?: number }) => (
  <span
    className={`${styles.sign} code-sign`}
    style={{ '--code': colour, width: size, height: size } as React.CSSProperties}
    aria-hidden
  />
)
