import { Button, SegmentedControl } from '@mantine/core'
import { LIMITS } from '@polyphony/contract'
import { IconChartDots3 } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import { useGroups } from '../../api/conversations.ts'
import { useMyAbilities } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { patterns as text } from '../../text/patterns.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PageLoading } from '../../ui/PageLoading.tsx'
import { Behind, type Opened } from './Behind.tsx'
import { Definitions } from './Definitions.tsx'
import styles from './patterns.module.css'
import { SaturationView } from './SaturationView.tsx'
import { SpreadView } from './SpreadView.tsx'
import { TimeView } from './TimeView.tsx'
import { TogetherView } from './TogetherView.tsx'
import { usePatternParams } from './usePatternParams.ts'
import { useReckoner, useSource } from './useReckoner.ts'
import type { ViewProps } from './view.ts'

const VIEWS = ['together', 'spread', 'time', 'saturation'] as const

/** Four ways of looking at all codings of a workspace; each cell opens the passages behind it. */
export const Patterns = ({ workspace }: { workspace: string }) => {
  const params = usePatternParams()
  const view = params.get('view', VIEWS)
  const as = params.get('as', ['picture', 'table'] as const)
  const { source, ontology, conversations, error, refetch } = useSource(workspace)
  const computing = useReckoner(source)
  const groups = useGroups(workspace)
  const { membership } = useMyAbilities(workspace)
  const [opened, setOpened] = useState<Opened | null>(null)
  // Not in the address: who follows a link sees first what may leave.
  const [everything, setEverything] = useState(false)
  const names = useMemo(() => new Map(groups.data?.map(({ id, name }) => [id, name])), [groups.data])

  if (error) return <ErrorState error={error} onRetry={refetch} />
  if (!source || !computing) return <PageLoading />
  if (!source.source.codings.some(({ codes }) => codes.some(code => code in source.source.list.numbers)))
    return (
      <EmptyState
        icon={<IconChartDots3 size={24} />}
        title={text.emptyTitle}
        actions={
          <Button variant="default" component={Link} to={paths.conversations(workspace)}>
            {text.toConversations}
          </Button>
        }
      >
        {text.emptyText}
      </EmptyState>
    )
  const props: ViewProps = {
    workspace,
    computing,
    list: source.source.list,
    guide: source.guide,
    conversations: conversations ?? [],
    groups: names,
    params,
    least: membership?.workspace.leastPeople ?? LIMITS.leastPeople.default,
    as,
    onAs: next => params.set({ as: next === 'picture' ? null : next }),
    onOpen: setOpened,
  }
  return (
    <>
      <SegmentedControl
        className={`${styles.views} ${styles.segments}`}
        aria-label={text.views.label}
        value={view}
        // What one view is set to means nothing to the next, but for the codes and how they are shown.
        onChange={next =>
          params.set({
            view: next === 'together' ? null : next,
            cells: null,
            by: null,
            order: null,
            near: null,
            within: null,
            show: null,
          })
        }
        data={VIEWS.map(value => ({ value, label: text.views[value] }))}
      />
      {view === 'together' && <TogetherView {...props} />}
      {view === 'spread' && <SpreadView {...props} everything={everything} onEverything={setEverything} />}
      {view === 'time' && <TimeView {...props} everything={everything} onEverything={setEverything} />}
      {view === 'saturation' && <SaturationView {...props} />}
      <Definitions />
      <Behind
        workspace={workspace}
        computing={computing}
        ontology={ontology}
        conversations={conversations ?? []}
        opened={opened}
        onClose={() => setOpened(null)}
      />
    </>
  )
}
