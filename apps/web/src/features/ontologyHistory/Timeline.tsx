import { Button, Group, Select, TextInput } from '@mantine/core'
import type { Ontology, OperationType } from '@polyphony/ontology'
import { IconHistory } from '@tabler/icons-react'
import { Fragment, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { useHistory } from '../../api/ontology.ts'
import { useEverybody } from '../../api/workspaces.ts'
import { formatDay } from '../../text/format.ts'
import { ontologyHistory as text } from '../../text/ontologyHistory.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PageLoading } from '../../ui/PageLoading.tsx'
import { daysBetween, today } from '../workspace/dueDay.ts'
import { endOfDay } from './endOfDay.ts'
import styles from './ontologyHistory.module.css'
import { RevisionList } from './RevisionList.tsx'
import { useFreshHistory } from './useFreshHistory.ts'

/** Kinds of operation that people look for together, under the first of them. */
const KINDS: Record<keyof typeof text.kinds, OperationType[]> = {
  create: ['create'],
  rename: ['rename'],
  define: ['define', 'recolour'],
  move: ['move', 'recast'],
  merge: ['merge', 'unmerge'],
  split: ['split'],
  adopt: ['adopt', 'reject'],
  retire: ['retire', 'restore'],
  relate: ['relate', 'unrelate'],
  map: ['map', 'unmap'],
  cite: ['cite', 'uncite'],
  batch: ['batch'],
  undo: ['undo'],
}
const isKind = (kind: string | null): kind is keyof typeof KINDS =>
  kind !== null && Object.hasOwn(KINDS, kind)

const dayName = (day: string): string => {
  const ago = daysBetween(day, today())
  return ago <= 0 ? text.today : ago === 1 ? text.yesterday : formatDay(day)
}

/** Who changed the codebook, day by day; what is looked for stands in the address. */
export const Timeline = ({ workspace, ontology }: { workspace: string; ontology: Ontology }) => {
  const [search, setSearch] = useSearchParams()
  const { data: everybody } = useEverybody(workspace)
  const person = search.get('person')
  const kind = search.get('kind')
  const code = search.get('code')
  const until = search.get('until')
  const filter = useMemo(
    () => ({
      actor: person ?? undefined,
      types: isKind(kind) ? KINDS[kind] : undefined,
      codes: code ? [code] : undefined,
      until: until ? (endOfDay(until) ?? undefined) : undefined,
    }),
    [person, kind, code, until],
  )
  const list = useHistory(workspace, filter)
  useFreshHistory(workspace, ontology.revision)
  const codes = useMemo(
    () =>
      Object.values(ontology.codes)
        .map(({ id, name }) => ({ value: id, label: name }))
        .sort((a, b) => a.label.localeCompare(b.label)),
    [ontology.codes],
  )
  const days = useMemo(
    () => Map.groupBy(list.data?.pages.flat() ?? [], ({ at }) => today(new Date(at))),
    [list.data],
  )
  const set = (name: string, value: string | null) => {
    const next = new URLSearchParams(search)
    if (value) next.set(name, value)
    else next.delete(name)
    setSearch(next, { replace: true, preventScrollReset: true })
  }
  const filtered = search.size > 0
  return (
    <>
      <fieldset className={styles.filters} aria-label={text.filters}>
        <Select
          label={text.person}
          placeholder={text.anybody}
          data={(everybody ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={person}
          searchable
          clearable
          onChange={value => set('person', value)}
        />
        <Select
          label={text.kind}
          placeholder={text.anyKind}
          data={Object.entries(text.kinds).map(([value, label]) => ({ value, label }))}
          value={kind}
          clearable
          onChange={value => set('kind', value)}
        />
        <Select
          label={text.code}
          placeholder={text.anyCode}
          data={codes}
          limit={60}
          value={code}
          searchable
          clearable
          onChange={value => set('code', value)}
        />
        <TextInput
          type="date"
          label={text.until}
          value={until ?? ''}
          onChange={event => set('until', event.currentTarget.value)}
        />
      </fieldset>
      {list.isPending && <PageLoading />}
      {list.isError && <ErrorState error={list.error} onRetry={() => list.refetch()} />}
      {list.data && days.size === 0 && (
        <EmptyState
          icon={<IconHistory size={24} />}
          title={filtered ? text.emptyFiltered : text.empty}
          actions={
            filtered && (
              <Button variant="default" onClick={() => setSearch({}, { replace: true })}>
                {text.clear}
              </Button>
            )
          }
        />
      )}
      {[...days].map(([day, revisions]) => (
        <Fragment key={day}>
          <h2 className={styles.day}>{dayName(day)}</h2>
          <RevisionList
            workspace={workspace}
            ontology={ontology}
            revisions={revisions}
            label={dayName(day)}
            links
          />
        </Fragment>
      ))}
      {list.hasNextPage && (
        <Group mt="lg">
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            {text.more}
          </Button>
        </Group>
      )}
    </>
  )
}
