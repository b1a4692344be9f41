import { Button, Checkbox, MultiSelect, Progress, Stack } from '@mantine/core'
import { type Export, ExportFormat, holdsTeamData } from '@polyphony/contract'
import { IconArchive, IconDownload } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useParams } from 'react-router'
import { useConversations } from '../api/conversations.ts'
import { exportFileUrl, isUnderWay, useCancelExport, useCreateExport, useExports } from '../api/exports.ts'
import { useExcerpts, useFindings } from '../api/findings.ts'
import { useMyAbilities } from '../api/session.ts'
import styles from '../features/exports/exports.module.css'
import { firstWords, type Stays, whyItStays } from '../features/findings/leaving.ts'
import { exports_ as text } from '../text/exports.ts'
import { findings as findingsText } from '../text/findings.ts'
import { formatAgo, formatBytes, formatInstant } from '../text/format.ts'
import { confirm } from '../ui/confirm.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { notifyDone } from '../ui/notify.ts'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { PageLoading } from '../ui/PageLoading.tsx'
import { Section } from '../ui/Section.tsx'

export const ExportsPage = () => {
  const workspace = useParams().workspace!
  const { can } = useMyAbilities(workspace)
  const made = useExports(workspace)
  return (
    <Page>
      <PageHeader title={text.title} hint={text.hint} />
      {can('export.create') && <NewExport workspace={workspace} />}
      <Section title={text.list}>
        {made.isPending && <PageLoading />}
        {made.isError && <ErrorState error={made.error} onRetry={() => made.refetch()} />}
        {made.data?.length === 0 && (
          <EmptyState icon={<IconArchive size={24} />} title={text.empty} order={3}>
            {text.emptyText}
          </EmptyState>
        )}
        <ul className={styles.list}>
          {made.data?.map(one => (
            <ExportRow key={one.id} workspace={workspace} made={one} />
          ))}
        </ul>
      </Section>
    </Page>
  )
}

const NewExport = ({ workspace }: { workspace: string }) => {
  const { data: findings = [] } = useFindings(workspace)
  const { data: excerpts = [] } = useExcerpts(workspace)
  const { data: list } = useConversations(workspace)
  const create = useCreateExport(workspace)
  const [formats, setFormats] = useState<string[]>(['site'])
  const [chosen, setChosen] = useState<string[]>([])
  const [comments, setComments] = useState(false)
  const { can } = useMyAbilities(workspace)
  const wanted = formats.map(f => ExportFormat.parse(f))
  const mayHoldComments = can('comment.export') && wanted.some(holdsTeamData)
  const conversations = useMemo(() => new Map((list ?? []).map(c => [c.id, c])), [list])
  const concerned = excerpts.filter(e => chosen.length === 0 || chosen.includes(e.finding))
  const staying = concerned.flatMap(excerpt => {
    const stays = whyItStays(excerpt, conversations.get(excerpt.conversation))
    return stays ? [{ excerpt, stays }] : []
  })
  return (
    <Section title={text.begin}>
      <div className={styles.begin}>
        <Stack>
          <Checkbox.Group label={text.formats} value={formats} onChange={setFormats}>
            <Stack gap="sm" mt={8}>
              {ExportFormat.options.map(format => (
                <Checkbox
                  key={format}
                  value={format}
                  label={text.format[format].name}
                  description={text.format[format].does}
                />
              ))}
            </Stack>
          </Checkbox.Group>
          {mayHoldComments && (
            <Checkbox
              checked={comments}
              onChange={event => setComments(event.currentTarget.checked)}
              label={text.comments}
              description={text.commentsHint}
            />
          )}
          <MultiSelect
            label={text.findings}
            description={findings.length > 0 ? text.findingsHint : text.noFindings}
            placeholder={chosen.length === 0 ? text.allFindings : undefined}
            data={findings.map(f => ({ value: f.id, label: f.title }))}
            value={chosen}
            onChange={setChosen}
            disabled={findings.length === 0}
            searchable
            clearable
          />
          <div>
            <Button
              disabled={formats.length === 0}
              loading={create.isPending}
              onClick={() =>
                create.mutate(
                  { formats: wanted, findings: chosen, comments: mayHoldComments && comments },
                  { onSuccess: () => notifyDone(text.started) },
                )
              }
            >
              {text.start}
            </Button>
          </div>
        </Stack>
        {formats.includes('site') && concerned.length > 0 && (
          <aside className={styles.leftOut} aria-label={text.leftOut}>
            <h3>{text.leftOut}</h3>
            {staying.length === 0 ? (
              <p>{text.leftOutNone}</p>
            ) : (
              <>
                <p>{text.leftOutCount(staying.length, concerned.length)}</p>
                <ul>
                  {[...Map.groupBy(staying, s => s.stays)].map(([stays, items]) => (
                    <LeftOut
                      key={stays}
                      stays={stays}
                      words={items.map(({ excerpt }) => excerpt.turns.map(t => t.text).join(' '))}
                    />
                  ))}
                </ul>
              </>
            )}
          </aside>
        )}
      </div>
    </Section>
  )
}

const LeftOut = ({ stays, words }: { stays: Stays; words: string[] }) => (
  <li>
    <details>
      <summary>
        {words.length} · {findingsText.stays[stays]}
      </summary>
      {words.map(text => (
        <p key={text} className="voice">
          {firstWords(text, 90)}
        </p>
      ))}
    </details>
  </li>
)

const ExportRow = ({ workspace, made }: { workspace: string; made: Export }) => {
  const remove = useCancelExport(workspace)
  const { can } = useMyAbilities(workspace)
  const { data: findings = [] } = useFindings(workspace)
  const names = made.findings.flatMap(id => findings.find(f => f.id === id)?.title ?? [])
  const underWay = isUnderWay(made)
  const percent = Math.round(made.progress * 100)
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <strong>{made.formats.map(f => text.format[f].name).join(', ')}</strong>
        <span className={styles.soft}>
          {names.length > 0 ? names.join('; ') : text.allFindings}
          {made.comments && ` · ${text.withComments}`} ·{' '}
          <time dateTime={made.createdAt} title={formatInstant(made.createdAt)}>
            {text.made(formatAgo(made.createdAt))}
          </time>
        </span>
        {underWay && (
          <div className={styles.progress}>
            <Progress aria-label={text.progress} value={percent} size="sm" color="var(--accent)" />
            <span className={styles.soft} role="status">
              {made.step || text.states[made.state]} · {percent}%
            </span>
          </div>
        )}
        {made.error && (
          <p role="alert" className={styles.error}>
            {made.error.message}
          </p>
        )}
      </div>
      <span className={styles.state} data-state={made.state}>
        {text.states[made.state]}
      </span>
      <div className={styles.actions}>
        {made.state === 'ready' && (
          <Button
            component="a"
            href={exportFileUrl(made.id)}
            download
            size="compact-sm"
            leftSection={<IconDownload size={15} aria-hidden />}
          >
            {text.download(formatBytes(made.bytes ?? 0))}
          </Button>
        )}
        {can('export.create') &&
          (underWay ? (
            <Button size="compact-sm" variant="default" onClick={() => remove.mutate(made.id)}>
              {text.cancel}
            </Button>
          ) : (
            made.state === 'ready' && (
              <Button
                size="compact-sm"
                variant="subtle"
                color="danger"
                onClick={() =>
                  confirm({
                    title: text.deleteTitle,
                    text: text.deleteText,
                    confirm: text.delete,
                    onConfirm: () => remove.mutate(made.id, { onSuccess: () => notifyDone(text.deleted) }),
                  })
                }
              >
                {text.delete}
              </Button>
            )
          ))}
      </div>
    </li>
  )
}
