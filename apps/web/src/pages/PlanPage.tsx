import { useParams } from 'react-router'
import { usePlan } from '../api/plan.ts'
import { useCodebook } from '../features/codebook/useCodebook.ts'
import { PlanBoard } from '../features/plan/PlanBoard.tsx'
import { plan as text } from '../text/plan.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { PageLoading } from '../ui/PageLoading.tsx'

/** The plan of a workspace, and the codes that speak to it. */
export const PlanPage = () => {
  const workspace = useParams().workspace!
  const { ontology, isPending, error, refetch } = useCodebook(workspace)
  const plan = usePlan(workspace)
  if (isPending || plan.isPending) return <PageLoading />
  if (!ontology) return <ErrorState error={error} onRetry={refetch} />
  if (plan.isError) return <ErrorState error={plan.error} onRetry={() => plan.refetch()} />
  return (
    <Page>
      <PageHeader title={text.title} hint={text.hint} />
      <PlanBoard workspace={workspace} ontology={ontology} plan={plan.data} />
    </Page>
  )
}
