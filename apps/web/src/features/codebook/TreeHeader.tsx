import { IconArrowNarrowDown } from '@tabler/icons-react'
import { memo } from 'react'
import { codebookTree as text } from '../../text/codebookTree.ts'
import type { CodebookView } from './keptView.ts'
import styles from './TreeHeader.module.css'

/** Above the counts: what they count. Pressing one orders siblings by it, pressing it again by place. */
export const TreeHeader = memo(
  ({ view, onView }: { view: CodebookView; onView: (view: CodebookView) => void }) => (
    <div className={styles.header}>
      <span className={styles.name}>{text.name}</span>
      {view.measures.map(measure => {
        const on = view.order === measure
        const name = text.measureNames[measure]
        return (
          <button
            key={measure}
            type="button"
            className={styles.column}
            data-measure={measure}
            aria-label={on ? text.sortedBy(name) : text.sortBy(name)}
            aria-pressed={on}
            onClick={() => onView({ ...view, order: on ? 'place' : measure })}
          >
            {on && <IconArrowNarrowDown size={12} aria-hidden />}
            {text.measures[measure].short}
          </button>
        )
      })}
      <span className={styles.rest} />
    </div>
  ),
)
