import { isLive } from '@polyphony/ontology'
import { IconArrowLeft, IconArrowsSplit2 } from '@tabler/icons-react'
import { Link, useNavigate, useParams } from 'react-router'
import { useConversations } from '../api/conversations.ts'
import { useMyAbilities } from '../api/session.ts'
import { useEverybody } from '../api/workspaces.ts'
import { useCodebook } from '../features/codebook/useCodebook.ts'
import { useCodebookCommands } from '../features/codebook/useCodebookCommands.ts'
import { useCurating } from '../features/curating/useCurating.ts'
import { livingParts } from '../features/splitting/rowsToSort.ts'
import { SortingList } from '../features/splitting/SortingList.tsx'
import { SplitForm } from '../features/splitting/SplitForm.tsx'
import { paths } from '../paths.ts'
import { splitting as text } from '../text/splitting.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { PageLoading } from '../ui/PageLoading.tsx'
import styles from './SplitPage.module.css'

/** A code that is split: into which codes, and then every excerpt of it to be sorted among them. */
export const SplitPage = () => {
  const { workspace = '', code: id = '' } = useParams()
  const navigate = useNavigate()
  const { ontology, isPending, error, refetch } = useCodebook(workspace)
  const commands = useCodebookCommands(workspace)
  const conversations = useConversations(workspace)
  const everybody = useEverybody(workspace)
  const { can, membership } = useMyAbilities(workspace)
  const curating = useCurating(workspace)
  const code = ontology?.codes[id]
  if (isPending || conversations.isPending || everybody.isPending) return <PageLoading />
  if (!ontology) return <ErrorState error={error} onRetry={refetch} />
  if (conversations.isError)
    return <ErrorState error={conversations.error} onRetry={() => conversations.refetch()} />
  if (everybody.isError) return <ErrorState error={everybody.error} onRetry={() => everybody.refetch()} />
  if (!code)
    return (
      <Page>
        <EmptyState icon={<IconArrowsSplit2 size={24} />} title={text.gone} order={1}>
          {text.goneText}
        </EmptyState>
      </Page>
    )
  const isSplit = livingParts(ontology, id).length > 0
  const editable = can('curation.write')
  return (
    <Page>
      <p className={styles.back}>
        <Link to={paths.code(workspace, id)}>
          <IconArrowLeft size={15} aria-hidden /> {code.name}
        </Link>
      </p>
      <PageHeader
        title={text.title(code.name)}
        hint={isSplit ? (isLive(code) ? text.hint(code.name) : text.retired(code.name)) : undefined}
      />
      {isSplit ? (
        curating ? (
          <SortingList
            key={id}
            workspace={workspace}
            ontology={ontology}
            code={code}
            conversations={conversations.data}
            members={everybody.data}
            me={membership?.member ?? ''}
            editable={editable}
            curating={curating}
            commands={commands}
          />
        ) : (
          <PageLoading />
        )
      ) : can('ontology.change') && isLive(code) ? (
        <SplitForm
          ontology={ontology}
          code={code}
          commands={commands}
          onCancel={() => navigate(paths.codebook(workspace, id))}
        />
      ) : (
        <EmptyState icon={<IconArrowsSplit2 size={24} />} title={text.title(code.name)}>
          {text.toBeSplit(code.name)}
        </EmptyState>
      )}
    </Page>
  )
}
