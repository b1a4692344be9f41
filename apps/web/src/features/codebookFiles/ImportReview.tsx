import { Alert, Button, Group, SegmentedControl, Select } from '@mantine/core'
import { PolyphonyError } from '@polyphony/contract'
import { useState } from 'react'
import {
  type CodebookUpload,
  type ImportDecisions,
  type ImportPlan,
  useImportCodebook,
  useImportPlan,
} from '../../api/codebookFiles.ts'
import { useRevertRevision } from '../../api/ontology.ts'
import { whenDone } from '../../api/whenDone.ts'
import { codebook } from '../../text/codebook.ts'
import { codebookFiles as text } from '../../text/codebookFiles.ts'
import { common } from '../../text/common.ts'
import { errorMessage, notifyDone, notifyUndo } from '../../ui/notify.ts'
import { PageLoading } from '../../ui/PageLoading.tsx'
import { useCodebook } from '../codebook/useCodebook.ts'
import styles from './codebookFiles.module.css'
import { ExchangeNotes } from './ExchangeNotes.tsx'
import { PlanPreview } from './PlanPreview.tsx'

interface ImportReviewProps {
  workspace: string
  upload: CodebookUpload
  onClose: () => void
  onAnother: () => void
}

const isStale = (error: unknown): boolean =>
  error instanceof PolyphonyError && error.code === 'stale-revision'

/** What importing a file would do, what one decides otherwise, and the import. */
export const ImportReview = ({ workspace, upload, onClose, onAnother }: ImportReviewProps) => {
  const { ontology } = useCodebook(workspace)
  const [decisions, setDecisions] = useState<ImportDecisions>({ onMatch: 'fill', choices: {} })
  const [version, setVersion] = useState(0)
  const [first, setFirst] = useState<number | null>(null)
  const plan = useImportPlan(workspace, upload, decisions, version, ontology?.revision ?? 0)
  const run = useImportCodebook(workspace)
  const { mutateAsync: revert } = useRevertRevision(workspace)
  const { data } = plan
  if (data && first === null) setFirst(data.revision)

  const decide = (change: Partial<ImportDecisions>) => {
    setDecisions({ ...decisions, ...change })
    setVersion(version + 1)
  }
  const confirm = async () => {
    if (!data) return
    const { name, content } = upload
    try {
      const done = await run.mutateAsync({ name, content, ...decisions, revision: data.revision })
      onClose()
      const { recorded } = done
      if (recorded)
        notifyUndo(text.done(name, data.changes), () =>
          whenDone(revert(recorded.number), () => notifyDone(codebook.reverted)),
        )
    } catch (error) {
      // The plan is made anew; everything else that is refused is shown.
      if (isStale(error)) setVersion(version + 1)
    }
  }

  if (plan.isError)
    return (
      <>
        <Alert color="danger" role="alert" title={upload.name} className={styles.problem}>
          {errorMessage(plan.error)}
        </Alert>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => plan.refetch()}>
            {common.tryAgain}
          </Button>
          <Button onClick={onAnother}>{text.another}</Button>
        </Group>
      </>
    )
  if (!data || !ontology)
    return (
      <>
        <p className={styles.soft}>{text.reading}</p>
        <PageLoading />
      </>
    )
  const waiting = plan.isPlaceholderData
  return (
    <div className={styles.review}>
      <FileFacts name={upload.name} plan={data} onAnother={onAnother} />
      {first !== null && data.revision !== first && (
        <p role="status" className={styles.notice}>
          {text.changedMeanwhile}
        </p>
      )}
      <div className={styles.options}>
        <div>
          <div className={styles.label} id="on-match">
            {text.onMatch}
          </div>
          <SegmentedControl
            aria-labelledby="on-match"
            data={(['keep', 'fill', 'replace'] as const).map(value => ({
              value,
              label: text.onMatches[value],
            }))}
            value={decisions.onMatch}
            onChange={value => decide({ onMatch: value as ImportDecisions['onMatch'] })}
          />
        </div>
        {data.languages.length > 1 && (
          <Select
            label={text.language}
            data={data.languages.map(value => ({ value, label: value || text.noLanguage }))}
            value={decisions.language ?? data.languages[0]!}
            allowDeselect={false}
            onChange={value => decide({ language: value ?? undefined })}
          />
        )}
      </div>
      <Report notes={data.notes} />
      <PlanPreview
        ontology={ontology}
        codes={data.codes}
        choices={decisions.choices}
        onChoices={choices => decide({ choices })}
      />
      {run.isError && !isStale(run.error) && (
        <Alert color="danger" role="alert">
          {errorMessage(run.error)}
        </Alert>
      )}
      <div className={styles.foot}>
        <span className={styles.soft} role="status">
          {waiting ? text.planning : data.changes > 0 ? text.outcome(data.changes) : text.outcomeNone}
        </span>
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button loading={run.isPending} disabled={data.changes === 0 || waiting} onClick={confirm}>
          {text.confirm}
        </Button>
      </div>
    </div>
  )
}

const FileFacts = ({ name, plan, onAnother }: { name: string; plan: ImportPlan; onAnother: () => void }) => (
  <div className={styles.file}>
    <div>
      <strong className={styles.fileName}>{name}</strong>
      <div className={styles.soft}>
        {[plan.title, text.readAs[plan.format], plan.origin && text.writtenBy(plan.origin)]
          .filter(Boolean)
          .join(' · ')}
      </div>
    </div>
    <Button size="compact-sm" variant="default" onClick={onAnother}>
      {text.another}
    </Button>
  </div>
)

/** Few lines are read at once; many wait to be opened. */
const MOST_OPEN = 4

const Report = ({ notes }: Pick<ImportPlan, 'notes'>) => {
  if (notes.length === 0) return <p className={styles.soft}>{text.reportNone}</p>
  const count = (kind: 'loss' | 'repair' | 'choice') => notes.filter(note => note.kind === kind).length
  return (
    <details className={styles.box} open={notes.length <= MOST_OPEN}>
      <summary>
        <h3>{text.report}</h3>{' '}
        <span className={styles.soft}>
          {text.reportCounts({ loss: count('loss'), repair: count('repair'), choice: count('choice') })}
        </span>
      </summary>
      <ExchangeNotes notes={notes} />
    </details>
  )
}
