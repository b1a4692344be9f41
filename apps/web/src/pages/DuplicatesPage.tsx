import { useParams } from 'react-router'
import { Duplicates } from '../features/codebook/Duplicates.tsx'
import { useCodebook } from '../features/codebook/useCodebook.ts'
import { duplicates as text } from '../text/duplicates.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { PageLoading } from '../ui/PageLoading.tsx'

/** Codes that may be one. */
export const DuplicatesPage = () => {
  const workspace = useParams().workspace!
  const { ontology, isPending, error, refetch } = useCodebook(workspace)
  return (
    <Page>
      <PageHeader title={text.title} hint={text.hint} />
      {ontology ? (
        <Duplicates workspace={workspace} ontology={ontology} />
      ) : isPending ? (
        <PageLoading />
      ) : (
        <ErrorState error={error} onRetry={refetch} />
      )}
    </Page>
  )
}
