import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { useCodebook } from '../features/codebook/useCodebook.ts'
import { Compare } from '../features/ontologyHistory/Compare.tsx'
import { StateAt } from '../features/ontologyHistory/StateAt.tsx'
import { Timeline } from '../features/ontologyHistory/Timeline.tsx'
import { paths } from '../paths.ts'
import { ontologyHistory as text } from '../text/ontologyHistory.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { PageLoading } from '../ui/PageLoading.tsx'

/** A revision named in the address; null where none is, or no number. */
const numberIn = (search: URLSearchParams, name: string): number | null => {
  const value = search.get(name)
  return value !== null && /^\d{1,9}$/.test(value) ? Number(value) : null
}

/** Who changed the codebook, how it stood at any time, and what came between two times. */
export const CodebookHistoryPage = () => {
  const workspace = useParams().workspace!
  const [search] = useSearchParams()
  const { ontology, isPending, error, refetch } = useCodebook(workspace)
  if (isPending) return <PageLoading />
  if (!ontology) return <ErrorState error={error} onRetry={refetch} />
  const last = ontology.revision
  const [at, from, to] = ['at', 'from', 'to'].map(name => numberIn(search, name))
  const props = { workspace, ontology }
  let view: ReactNode = null
  if (at != null) view = <StateAt {...props} revision={Math.min(at, last)} />
  else if (from != null)
    view = <Compare {...props} from={Math.min(from, last)} to={Math.min(to ?? last, last)} />
  return (
    <Page>
      <PageHeader
        title={text.title}
        hint={view ? undefined : text.hint}
        actions={
          view && (
            <Button
              variant="default"
              component={Link}
              to={paths.codebookHistory(workspace)}
              leftSection={<IconArrowLeft size={16} aria-hidden />}
            >
              {text.back}
            </Button>
          )
        }
      />
      {view ?? <Timeline {...props} />}
    </Page>
  )
}
