import { Button } from '@mantine/core'
import { type Code, type DuplicateReason, type Ontology, path } from '@polyphony/ontology'
import { IconArrowMerge } from '@tabler/icons-react'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { codebookTree } from '../../text/codebookTree.ts'
import { duplicates as text } from '../../text/duplicates.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { type CodeUses, MEASURES } from './codeUses.ts'
import styles from './Duplicates.module.css'

interface DuplicatePairProps {
  workspace: string
  ontology: Ontology
  a: Code
  b: Code
  reasons: readonly DuplicateReason[]
  uses: ReadonlyMap<string, CodeUses>
  /** Left out for those who do not decide. */
  decide?: { onMerge: () => void; onDifferent: () => void }
}

/** Two codes that look like one, side by side, with why. */
export const DuplicatePair = ({ workspace, ontology, a, b, reasons, uses, decide }: DuplicatePairProps) => (
  <article className={styles.pair} aria-label={text.pair(a.name, b.name)} tabIndex={-1}>
    <div className={styles.sides}>
      {[a, b].map(code => {
        const way = path(ontology, code.id).slice(0, -1)
        const own = uses.get(code.id)?.own
        return (
          <section key={code.id} className={styles.side} aria-label={code.name}>
            <Link
              to={paths.code(workspace, code.id)}
              className={styles.name}
              aria-label={text.open(code.name)}
            >
              <CodeSign colour={code.colour} />
              {code.name}
            </Link>
            {way.length > 0 && <span className={styles.soft}>{way.map(c => c.name).join(' / ')}</span>}
            <span className={styles.soft}>
              {own
                ? MEASURES.filter(measure => own[measure] > 0)
                    .map(measure => codebookTree.measures[measure].counted(own[measure]))
                    .join(', ')
                : text.unused}
            </span>
            <p className={code.definition.short || code.definition.full ? undefined : styles.soft}>
              {code.definition.short || code.definition.full || text.undefined}
            </p>
          </section>
        )
      })}
    </div>
    <ul className={styles.reasons} aria-label={text.why}>
      {reasons.map(reason => (
        <li key={reason.kind}>{text.reason(reason, a.name, b.name)}</li>
      ))}
    </ul>
    {decide && (
      <div className={styles.acts}>
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconArrowMerge size={16} aria-hidden />}
          aria-label={text.mergeLabel(a.name, b.name)}
          onClick={decide.onMerge}
        >
          {text.merge}
        </Button>
        <Button
          size="compact-md"
          variant="default"
          aria-label={text.differentLabel(a.name, b.name)}
          onClick={decide.onDifferent}
        >
          {text.different}
        </Button>
      </div>
    )}
  </article>
)
