import { Button } from '@mantine/core'
import { findCode, isLive, successorOf } from '@polyphony/ontology'
import { useMemo, useState } from 'react'
import { Link, Navigate, useNavigate, useParams, useSearchParams } from 'react-router'
import { useSession } from '../api/session.ts'
import { CodeHeader } from '../features/code/CodeHeader.tsx'
import { CodeHistory } from '../features/code/CodeHistory.tsx'
import styles from '../features/code/code.module.css'
import { Examples } from '../features/code/Examples.tsx'
import { Excerpts } from '../features/code/Excerpts.tsx'
import { Meaning } from '../features/code/Meaning.tsx'
import { MergedCodes } from '../features/code/MergedCodes.tsx'
import { Relations } from '../features/code/Relations.tsx'
import { useCodeCounts } from '../features/code/useCodeCounts.ts'
import { type CodePlace, useCodePlace } from '../features/code/useCodePlace.ts'
import { type CodeDialog, CodeDialogs } from '../features/codebook/CodeDialogs.tsx'
import { useCodebook } from '../features/codebook/useCodebook.ts'
import { CodeDiscussion } from '../features/comments/CodeDiscussion.tsx'
import { withMerged } from '../features/comments/withMerged.ts'
import { MappedTo } from '../features/plan/MappedTo.tsx'
import { paths } from '../paths.ts'
import { codePage as text } from '../text/codePage.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Page } from '../ui/Page.tsx'
import { PageLoading } from '../ui/PageLoading.tsx'
import { Section } from '../ui/Section.tsx'

/** A code: what it means, how it stands to others, what was said of it, how it came to be, and all its excerpts. */
export const CodePage = () => {
  const { workspace, code: id } = useParams() as { workspace: string; code: string }
  const { ontology, isPending, error, refetch } = useCodebook(workspace)
  if (isPending) return <PageLoading />
  if (!ontology) return <ErrorState error={error} onRetry={refetch} order={1} />
  const code = findCode(ontology, id)
  if (!code)
    return (
      <EmptyState
        title={text.unknownTitle}
        order={1}
        actions={
          <Button component={Link} to={paths.codebook(workspace)}>
            {text.toCodebook}
          </Button>
        }
      >
        {text.unknownText}
      </EmptyState>
    )
  const successor = successorOf(ontology, id)
  if (successor && successor.id !== id)
    return <Navigate to={paths.code(workspace, successor.id, { from: id })} replace />
  return <Known key={id} workspace={workspace} id={id} ontology={ontology} />
}

const Known = ({
  workspace,
  id,
  ontology,
}: { workspace: string; id: string } & Pick<CodePlace, 'ontology'>) => {
  const place = useCodePlace(workspace, ontology)
  const navigate = useNavigate()
  const { data: session } = useSession()
  const came = useSearchParams()[0].get('from')
  const [dialog, setDialog] = useState<CodeDialog | null>(null)
  const { counts, likeliest } = useCodeCounts(place, id)
  const code = ontology.codes[id]!
  const live = isLive(code)
  const codes = useMemo(() => withMerged(ontology, id), [ontology, id])
  const from = came !== null && successorOf(ontology, came)?.id === id ? findCode(ontology, came) : undefined
  return (
    <Page>
      <CodeHeader
        place={place}
        code={code}
        live={live}
        from={from ?? null}
        counts={counts}
        onDialog={setDialog}
      />
      <div className={styles.page}>
        <div className={styles.main}>
          <Meaning place={place} code={code} live={live} />
          <Examples place={place} code={code} live={live} />
          <Excerpts place={place} code={code} live={live} />
        </div>
        <div className={styles.aside}>
          <Relations place={place} code={code} />
          <MappedTo workspace={workspace} ontology={ontology} code={code} />
          <Section title={text.thread.heading}>
            <CodeDiscussion
              workspace={workspace}
              codes={codes}
              people={place.people}
              me={{ member: place.me, user: session?.user?.id ?? '' }}
              writable={place.coder}
              conversations={likeliest}
            />
          </Section>
          <MergedCodes place={place} code={id} />
          <CodeHistory place={place} code={id} />
        </div>
      </div>
      <CodeDialogs
        ontology={ontology}
        dialog={dialog}
        workspace={workspace}
        proposing={!place.editable}
        commands={place.commands}
        onClose={() => setDialog(null)}
        onCreated={made => navigate(paths.code(workspace, made))}
      />
    </Page>
  )
}
