import { Fragment } from 'react'
import styles from './search.module.css'

/** A text with what was found in it marked. */
export const Marked = ({
  text,
  matches,
}: {
  text: string
  matches: readonly { from: number; to: number }[]
}) => {
  let at = 0
  return (
    <>
      {matches.map(({ from, to }) => {
        const before = text.slice(at, from)
        at = to
        return (
          <Fragment key={from}>
            {before}
            <mark className={styles.mark}>{text.slice(from, to)}</mark>
          </Fragment>
        )
      })}
      {text.slice(at)}
    </>
  )
}
