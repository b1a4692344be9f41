import { Button } from '@mantine/core'
import type { PlanConcept } from '@polyphony/contract'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { plan as text } from '../../text/plan.ts'
import { detailLines } from './detailLines.ts'
import styles from './plan.module.css'

interface ActionFactsProps {
  workspace: string
  action: PlanConcept
  /** Left out for those who may not. */
  onEdit?: () => void
}

/** An action with what is known of it: who answers for it, what it is to reach, how that shows. */
export const ActionFacts = ({ workspace, action, onEdit }: ActionFactsProps) => (
  <article className={styles.action} aria-label={action.title}>
    <div className={styles.actionHead}>
      <h3>
        <Link to={paths.plan(workspace, action.id)}>{action.title}</Link>
      </h3>
      {onEdit && (
        <Button
          className="screen-only"
          size="compact-xs"
          variant="default"
          aria-label={text.editLabel(action.title)}
          onClick={onEdit}
        >
          {text.edit}
        </Button>
      )}
    </div>
    {action.description && <p className={styles.soft}>{action.description}</p>}
    <dl className={styles.details}>
      {action.details &&
        detailLines(action.details).map(({ field, label, values }) => (
          <div key={field}>
            <dt>{label}</dt>
            {values.map(value => (
              <dd key={value}>
                {field === 'link' ? (
                  <a href={value} rel="noreferrer" target="_blank">
                    {value}
                  </a>
                ) : (
                  value
                )}
              </dd>
            ))}
          </div>
        ))}
    </dl>
  </article>
)
