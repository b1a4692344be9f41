import type { Stretch } from '@polyphony/contract'
import styles from './listening.module.css'

/** Units across; finer than any strip is wide. */
const WIDTH = 1000

/** Which parts of a recording were heard, as a strip; what it says is written beside it. */
export const HeardStrip = ({ heard, duration }: { heard: readonly Stretch[]; duration: number }) => {
  const path = heard
    .map(([from, to]) => {
      const left = Math.round((from / duration) * WIDTH)
      const right = Math.max(left + 2, Math.round((to / duration) * WIDTH))
      return `M${left} 0H${right}V1H${left}`
    })
    .join('')
  return (
    <svg className={styles.strip} viewBox={`0 0 ${WIDTH} 1`} preserveAspectRatio="none" aria-hidden>
      <path d={path} />
    </svg>
  )
}
