import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { Link, useParams } from 'react-router'
import { usePlan } from '../api/plan.ts'
import { useCodebook } from '../features/codebook/useCodebook.ts'
import { ConceptReport } from '../features/plan/ConceptReport.tsx'
import { paths } from '../paths.ts'
import { plan as text } from '../text/plan.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { PageLoading } from '../ui/PageLoading.tsx'

/** A priority, commitment or action, and what the themes say of it. */
export const PlanConceptPage = () => {
  const { workspace, concept: id } = useParams() as { workspace: string; concept: string }
  const { ontology, isPending, error, refetch } = useCodebook(workspace)
  const plan = usePlan(workspace)
  if (isPending || plan.isPending) return <PageLoading />
  if (!ontology) return <ErrorState error={error} onRetry={refetch} order={1} />
  if (plan.isError) return <ErrorState error={plan.error} onRetry={() => plan.refetch()} order={1} />
  const concept = plan.data.concepts.find(one => one.id === id)
  if (!concept)
    return (
      <EmptyState
        title={text.unknownTitle}
        order={1}
        actions={
          <Button component={Link} to={paths.plan(workspace)}>
            {text.back}
          </Button>
        }
      >
        {text.unknownText}
      </EmptyState>
    )
  return (
    <Page>
      <PageHeader
        title={text.numbered(concept.number, concept.title)}
        hint={concept.description || text[concept.kind]}
        actions={
          <Button
            className="screen-only"
            variant="default"
            component={Link}
            to={paths.plan(workspace)}
            leftSection={<IconArrowLeft size={16} aria-hidden />}
          >
            {text.back}
          </Button>
        }
      />
      <ConceptReport key={id} workspace={workspace} ontology={ontology} plan={plan.data} concept={concept} />
    </Page>
  )
}
