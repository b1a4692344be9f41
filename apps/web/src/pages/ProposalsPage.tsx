import { IconBulb } from '@tabler/icons-react'
import { useState } from 'react'
import { useParams } from 'react-router'
import { useMyAbilities } from '../api/session.ts'
import { useEverybody } from '../api/workspaces.ts'
import { type CodeDialog, CodeDialogs } from '../features/codebook/CodeDialogs.tsx'
import { useCodebook } from '../features/codebook/useCodebook.ts'
import { useCodebookCommands } from '../features/codebook/useCodebookCommands.ts'
import { useCodeUses } from '../features/codebook/useCodeUses.ts'
import { openProposals } from '../features/proposals/openProposals.ts'
import { Proposal } from '../features/proposals/Proposal.tsx'
import styles from '../features/proposals/proposals.module.css'
import { useThreadCounts } from '../features/proposals/useThreadCounts.ts'
import { codebook } from '../text/codebook.ts'
import { proposals as text } from '../text/proposals.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { PageLoading } from '../ui/PageLoading.tsx'

/** The codes that analysts proposed and no lead has decided on. */
export const ProposalsPage = () => {
  const workspace = useParams().workspace!
  const { ontology, isPending, error, refetch } = useCodebook(workspace)
  const { uses } = useCodeUses(workspace, ontology)
  const { can, membership } = useMyAbilities(workspace)
  const { data: everybody = [] } = useEverybody(workspace)
  const commands = useCodebookCommands(workspace)
  const [dialog, setDialog] = useState<CodeDialog | null>(null)
  const open = ontology ? openProposals(ontology) : []
  const threads = useThreadCounts(
    workspace,
    open.map(({ id }) => id),
  )
  if (isPending) return <PageLoading />
  if (!ontology) return <ErrorState error={error} onRetry={refetch} />
  const mayDecide = can('ontology.change')
  return (
    <Page>
      <PageHeader title={text.title} hint={text.hint} />
      {open.length === 0 ? (
        <EmptyState icon={<IconBulb size={24} />} title={text.none}>
          {text.noneText}
        </EmptyState>
      ) : (
        <ul className={styles.list} aria-label={text.list}>
          {open.map(code => (
            <Proposal
              key={code.id}
              workspace={workspace}
              ontology={ontology}
              code={code}
              uses={uses.get(code.id)?.own}
              threads={threads.get(code.id) ?? 0}
              proposer={everybody.find(({ id }) => id === code.createdBy)}
              mine={code.createdBy === membership?.member}
              mayDecide={mayDecide}
              onAdopt={() => void commands.run({ type: 'adopt', id: code.id }, codebook.adopted(code.name))}
              onDialog={setDialog}
            />
          ))}
        </ul>
      )}
      <CodeDialogs
        workspace={workspace}
        ontology={ontology}
        dialog={dialog}
        proposing={!mayDecide}
        commands={commands}
        onClose={() => setDialog(null)}
        onCreated={() => {}}
      />
    </Page>
  )
}
