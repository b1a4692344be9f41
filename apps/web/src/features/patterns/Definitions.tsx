import { patterns } from '../../text/patterns.ts'
import styles from './patterns.module.css'

const { title, ...terms } = patterns.definitions

/** What the figures mean, and whence the measures are. */
export const Definitions = () => (
  <details className={styles.definitions}>
    <summary>{title}</summary>
    <dl>
      {Object.values(terms).map(([term, meaning]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  </details>
)
