import { Button } from '@mantine/core'
import type { Ontology } from '@polyphony/ontology'
import { useMyAbilities } from '../../api/session.ts'
import { codebook as text } from '../../text/codebook.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import styles from './codebook.module.css'
import { useCodebookCommands } from './useCodebookCommands.ts'

/** Retired and rejected codes, with why, and the way back. */
export const PutAway = ({ workspace, ontology }: { workspace: string; ontology: Ontology }) => {
  const { can } = useMyAbilities(workspace)
  const commands = useCodebookCommands(workspace)
  const away = Object.values(ontology.codes).filter(c => c.status === 'retired' || c.status === 'rejected')
  if (away.length === 0) return <p className={styles.soft}>{text.awayEmpty}</p>
  return (
    <ul className={styles.history}>
      {away.map(code => (
        <li key={code.id}>
          <CodeSign colour={code.colour} />
          <div>
            <strong>{code.name}</strong>{' '}
            <span className={styles.soft}>
              {text.statuses[code.status === 'retired' ? 'retired' : 'rejected']}
            </span>
            {code.reason && <p className={styles.soft}>{code.reason}</p>}
          </div>
          {can('ontology.change') && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={text.restoreLabel(code.name)}
              onClick={() => commands.run({ type: 'restore', id: code.id }, text.restored(code.name))}
            >
              {text.restore}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
