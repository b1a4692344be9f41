import type { Ontology } from '@polyphony/ontology'
import { useRevision } from '../../api/ontology.ts'
import { useEverybody } from '../../api/workspaces.ts'
import { codebook } from '../../text/codebook.ts'
import { formatInstant } from '../../text/format.ts'
import { ontologyHistory as text } from '../../text/ontologyHistory.ts'
import { useConceptTitle } from '../plan/useConceptTitle.ts'
import { describeRevision } from './describeRevision.ts'
import styles from './ontologyHistory.module.css'

interface RevisionFactsProps {
  workspace: string
  ontology: Ontology
  revision: number
}

/** Who did what when, in a line: what a number stands for. */
export const RevisionFacts = ({ workspace, ontology, revision }: RevisionFactsProps) => {
  const { data } = useRevision(workspace, revision)
  const conceptTitle = useConceptTitle(workspace)
  const { data: everybody } = useEverybody(workspace)
  if (!data) return <p className={styles.facts}>{'\u00a0'}</p>
  const who = everybody?.find(({ id }) => id === data.actor)?.name ?? codebook.somebody
  return (
    <p className={styles.facts}>
      <time dateTime={data.at}>{formatInstant(data.at)}</time>
      {': '}
      {text.somebodyDid(who, describeRevision(ontology, data, conceptTitle))}
    </p>
  )
}
