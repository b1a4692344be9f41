import type { Ontology, Revision } from '@polyphony/ontology'
import { useRevertRevision } from '../../api/ontology.ts'
import { useMyAbilities } from '../../api/session.ts'
import { useEverybody } from '../../api/workspaces.ts'
import { codebook as text } from '../../text/codebook.ts'
import { notifyDone } from '../../ui/notify.ts'
import styles from './RevisionRow.module.css'
import { RevisionRow } from './RevisionRow.tsx'

interface RevisionListProps {
  workspace: string
  ontology: Ontology
  revisions: readonly Revision[]
  label: string
}

/** Changes of the codebook, one below the other; leads take each back while nothing later stands on it. */
export const RevisionList = ({ workspace, ontology, revisions, label }: RevisionListProps) => {
  const { data: everybody = [] } = useEverybody(workspace)
  const revert = useRevertRevision(workspace)
  const { can } = useMyAbilities(workspace)
  const taken = new Set(revisions.map(r => r.reverts))
  const takeBack = (number: number) => revert.mutate(number, { onSuccess: () => notifyDone(text.reverted) })
  return (
    <ol className={styles.list} aria-label={label}>
      {revisions.map(revision => (
        <RevisionRow
          key={revision.number}
          revision={revision}
          ontology={ontology}
          member={everybody.find(m => m.id === revision.actor)}
          taken={taken.has(revision.number)}
          onRevert={can('ontology.change') ? () => takeBack(revision.number) : undefined}
          reverting={revert.isPending && revert.variables === revision.number}
        />
      ))}
    </ol>
  )
}
