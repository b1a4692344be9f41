import { proposals as text } from '../../text/proposals.ts'
import { useCodebook } from '../codebook/useCodebook.ts'
import { openProposals } from './openProposals.ts'
import styles from './proposals.module.css'

/** How many proposed codes await a lead; nothing where none does. */
export const ProposalsCount = ({ workspace }: { workspace: string }) => {
  const { ontology } = useCodebook(workspace)
  const count = ontology ? openProposals(ontology).length : 0
  return (
    count > 0 && (
      <>
        {' '}
        <span className={styles.open}>
          {count}
          <span className="visually-hidden"> {text.open}</span>
        </span>
      </>
    )
  )
}
