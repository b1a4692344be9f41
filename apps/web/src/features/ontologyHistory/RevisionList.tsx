import type { ListedRevision } from '@polyphony/contract'
import type { Ontology } from '@polyphony/ontology'
import { useMemo, useState } from 'react'
import { useMyAbilities } from '../../api/session.ts'
import { useEverybody } from '../../api/workspaces.ts'
import { useConceptTitle } from '../plan/useConceptTitle.ts'
import { describeRevision } from './describeRevision.ts'
import { RevertDialog } from './RevertDialog.tsx'
import styles from './RevisionRow.module.css'
import { RevisionRow } from './RevisionRow.tsx'

interface RevisionListProps {
  workspace: string
  ontology: Ontology
  revisions: readonly ListedRevision[]
  label: string
  /** With ways to the codebook as it was then, and to what came since. */
  links?: boolean
}

/** Changes of the codebook, one below the other; leads take each back, others the codes that they proposed. */
export const RevisionList = ({ workspace, ontology, revisions, label, links }: RevisionListProps) => {
  const conceptTitle = useConceptTitle(workspace)
  const { data: everybody } = useEverybody(workspace)
  const people = useMemo(() => new Map((everybody ?? []).map(m => [m.id, m])), [everybody])
  const { can, membership } = useMyAbilities(workspace)
  const [asked, setAsked] = useState<ListedRevision | null>(null)
  const may = ({ actor, operation }: ListedRevision): boolean =>
    can('ontology.change') ||
    (can('ontology.propose') &&
      actor === membership?.member &&
      operation.type === 'create' &&
      operation.proposed)
  return (
    <>
      <ol className={styles.list} aria-label={label}>
        {revisions.map(revision => (
          <RevisionRow
            key={revision.number}
            workspace={workspace}
            revision={revision}
            ontology={ontology}
            member={people.get(revision.actor)}
            links={links}
            onRevert={may(revision) ? () => setAsked(revision) : undefined}
          />
        ))}
      </ol>
      <RevertDialog
        workspace={workspace}
        ontology={ontology}
        revision={asked}
        did={asked ? describeRevision(ontology, asked, conceptTitle) : ''}
        onClose={() => setAsked(null)}
      />
    </>
  )
}
