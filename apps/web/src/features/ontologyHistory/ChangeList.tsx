import { Button } from '@mantine/core'
import type { OntologyChange } from '@polyphony/ontology'
import { useMemo, useState } from 'react'
import { ontologyHistory as text } from '../../text/ontologyHistory.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { useConceptTitle } from '../plan/useConceptTitle.ts'
import styles from './ChangeList.module.css'
import { type ChangeGroup, groupChanges } from './groupChanges.ts'

/** So many of a kind are read; more wait to be asked for. */
const MOST_SHOWN = 40

/** How two states of a codebook differ, kind by kind. */
export const ChangeList = ({
  workspace,
  changes,
}: {
  workspace: string
  changes: readonly OntologyChange[]
}) => {
  const groups = useMemo(() => groupChanges(changes), [changes])
  return (
    <div className={styles.groups}>
      {groups.map(({ group, changes: own }) => (
        <Group key={group} workspace={workspace} group={group} changes={own} />
      ))}
    </div>
  )
}

const Group = ({
  workspace,
  group,
  changes,
}: {
  workspace: string
  group: ChangeGroup
  changes: OntologyChange[]
}) => {
  const [all, setAll] = useState(false)
  const shown = all ? changes : changes.slice(0, MOST_SHOWN)
  return (
    <section aria-label={text.groups[group]}>
      <h3 className={styles.heading}>
        {text.groups[group]} <span className={styles.count}>{changes.length}</span>
      </h3>
      <ul className={styles.list}>
        {shown.map(change => (
          <li key={keyOf(change)} className={styles.change}>
            <Change workspace={workspace} change={change} />
          </li>
        ))}
      </ul>
      {shown.length < changes.length && (
        <Button size="compact-sm" variant="default" mt={8} onClick={() => setAll(true)}>
          {text.showAll(changes.length)}
        </Button>
      )}
    </section>
  )
}

const keyOf = (change: OntologyChange): string =>
  [
    change.change,
    'code' in change ? change.code.id : '',
    'field' in change ? change.field : '',
    'mapping' in change ? change.mapping.id : '',
    'example' in change ? change.example.id : '',
    'type' in change ? `${change.type} ${change.from.id} ${change.to.id} ${change.note}` : '',
    change.change === 'reordered' ? `${change.kind} ${change.under?.id}` : '',
  ].join('/')

const Change = ({ workspace, change }: { workspace: string; change: OntologyChange }) => {
  const conceptTitle = useConceptTitle(workspace)
  const concept = 'mapping' in change ? conceptTitle(change.mapping) : null
  const reason = 'reason' in change ? change.reason : 'note' in change ? change.note : null
  return (
    <>
      {text.change(change, concept)}
      {change.change === 'recoloured' && (
        <span className={styles.colours}>
          <CodeSign colour={change.from} size={14} />
          <span aria-hidden>→</span>
          <CodeSign colour={change.to} size={14} />
          <span className="visually-hidden">
            {change.from} {change.to}
          </span>
        </span>
      )}
      {change.change === 'defined' && (
        <span className={styles.texts}>
          <del>{change.from || text.nothing}</del>
          <ins>{change.to || text.nothing}</ins>
        </span>
      )}
      {reason && <span className={styles.reason}>{reason}</span>}
    </>
  )
}
