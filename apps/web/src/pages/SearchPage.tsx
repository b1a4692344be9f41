import { Button, Checkbox, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconReplace, IconSearch, IconZoomQuestion } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { useConversations } from '../api/conversations.ts'
import { useSearch } from '../api/search.ts'
import { useMyAbilities } from '../api/session.ts'
import { useMembers } from '../api/workspaces.ts'
import { Results } from '../features/search/Results.tsx'
import styles from '../features/search/search.module.css'
import { ReplaceEverywhere } from '../features/tools/ReplaceEverywhere.tsx'
import { search as words } from '../text/search.ts'
import { tools } from '../text/tools.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { PageLoading } from '../ui/PageLoading.tsx'

/** Searches the workspace. What is looked for stands in the address, so that it can be sent to others. */
export const SearchPage = () => {
  const workspace = useParams().workspace!
  const [address, setAddress] = useSearchParams()
  const asked = address.get('q') ?? ''
  const wholeWord = address.get('whole') === '1'
  const [typed, setTyped] = useState(asked)
  const [replacing, setReplacing] = useState(false)
  const { can } = useMyAbilities(workspace)
  const [settled] = useDebouncedValue(typed, 200)
  const conversations = useConversations(workspace)
  const members = useMembers(workspace)
  const titles = useMemo(
    () => new Map(conversations.data?.map(({ id, title }) => [id, title])),
    [conversations.data],
  )
  const audible = useMemo(
    () => new Set(conversations.data?.flatMap(({ id, recording }) => (recording ? [id] : []))),
    [conversations.data],
  )
  const names = useMemo(() => new Map(members.data?.map(({ id, name }) => [id, name])), [members.data])
  const query = { q: asked, wholeWord }
  const found = useSearch(workspace, query)

  // Dependencies: only what was typed moves the address
  useEffect(() => {
    setAddress(
      now => {
        if ((now.get('q') ?? '') === settled) return now
        const next = new URLSearchParams(now)
        if (settled) next.set('q', settled)
        else next.delete('q')
        return next
      },
      { replace: true },
    )
  }, [settled])
  // Another search was followed from the box in the bar.
  // Dependencies: what is being typed here comes first
  useEffect(() => {
    if (asked !== settled) setTyped(asked)
  }, [asked])

  const { data } = found
  const none =
    data &&
    [data.words.hits, data.notes.hits, data.speakers, data.codes, data.conversations, data.findings].every(
      list => list.length === 0,
    )
  return (
    <Page>
      <PageHeader
        title={words.title}
        hint={words.hint}
        actions={
          can('transcript.correct') && (
            <Button
              variant="default"
              leftSection={<IconReplace size={16} aria-hidden />}
              onClick={() => setReplacing(true)}
            >
              {tools.replacing.open}
            </Button>
          )
        }
      />
      {replacing && (
        <ReplaceEverywhere
          workspace={workspace}
          find={asked}
          titles={titles}
          audible={audible}
          onClose={() => setReplacing(false)}
        />
      )}
      <search className={styles.form}>
        <TextInput
          size="md"
          type="search"
          autoFocus
          aria-label={words.label}
          placeholder={words.placeholder}
          leftSection={<IconSearch size={18} stroke={1.7} aria-hidden />}
          maxLength={200}
          value={typed}
          onChange={event => setTyped(event.currentTarget.value)}
        />
        <Checkbox
          label={words.find.wholeWord}
          checked={wholeWord}
          onChange={event => {
            const { checked } = event.currentTarget
            setAddress(
              now => {
                const next = new URLSearchParams(now)
                if (checked) next.set('whole', '1')
                else next.delete('whole')
                return next
              },
              { replace: true },
            )
          }}
        />
      </search>
      <div aria-live="polite" className="visually-hidden">
        {data && asked && !found.isFetching && (none ? words.none(asked) : words.found)}
      </div>
      {asked === '' ? (
        <EmptyState icon={<IconSearch size={24} />} title={words.emptyTitle}>
          {words.emptyText}
        </EmptyState>
      ) : found.isError ? (
        <ErrorState error={found.error} onRetry={() => found.refetch()} />
      ) : !data ? (
        <PageLoading />
      ) : none ? (
        <EmptyState icon={<IconZoomQuestion size={24} />} title={words.none(asked)}>
          {words.noneText}
        </EmptyState>
      ) : (
        <div className={styles.results} data-stale={found.isPlaceholderData || undefined}>
          <Results
            key={`${asked}/${wholeWord}`}
            workspace={workspace}
            query={query}
            results={data}
            titles={titles}
            names={names}
            audible={audible}
          />
        </div>
      )}
    </Page>
  )
}
