import { Button, SegmentedControl } from '@mantine/core'
import type { PlanConcept } from '@polyphony/contract'
import { type Ontology, resolveCode } from '@polyphony/ontology'
import { IconDownload, IconPrinter } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import { useCodings, useConversations } from '../../api/conversations.ts'
import { useExcerpts, useFindings } from '../../api/findings.ts'
import { excerptKey } from '../../api/passages.ts'
import { type Plan, usePlanChanges } from '../../api/plan.ts'
import { useMyAbilities } from '../../api/session.ts'
import { useEverybody } from '../../api/workspaces.ts'
import { paths } from '../../paths.ts'
import { codebook } from '../../text/codebook.ts'
import { formatDay, formatInstant, formatNumber } from '../../text/format.ts'
import { plan as text } from '../../text/plan.ts'
import { CodeChip } from '../../ui/CodeChip.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PageLoading } from '../../ui/PageLoading.tsx'
import { Section } from '../../ui/Section.tsx'
import { saveFile } from '../../ui/saveFile.ts'
import type { Excerpt } from '../code/excerpts.ts'
import { whyItStays } from '../findings/leaving.ts'
import { HistoryButtons } from '../history/HistoryButtons.tsx'
import { useHistoryKeys } from '../history/useHistoryKeys.ts'
import { ActionFacts } from './ActionFacts.tsx'
import { ConceptDialog } from './ConceptDialog.tsx'
import { chooseExcerpts, conceptReport, type ReportTheme } from './conceptReport.ts'
import styles from './plan.module.css'
import { reversalOf } from './planReversal.ts'
import { changeWords, reportMarkdown } from './reportMarkdown.ts'
import { ThemeReport } from './ThemeReport.tsx'
import { type PlanCommands, usePlanCommands } from './usePlanCommands.ts'

interface ConceptReportProps {
  workspace: string
  ontology: Ontology
  plan: Plan
  concept: PlanConcept
}

const COUNTS = ['0', '1', '3', '5', '10'] as const

/** What the themes say of a priority, commitment or action, and what is undertaken: material for the yearly report. */
export const ConceptReport = ({ workspace, ontology, plan, concept }: ConceptReportProps) => {
  const codings = useCodings(workspace)
  const { data: conversations } = useConversations(workspace)
  const { data: findings = [] } = useFindings(workspace)
  const { data: picked = [] } = useExcerpts(workspace)
  const { can, membership } = useMyAbilities(workspace)
  const commands = usePlanCommands(workspace, ontology, plan.scheme)
  const editsPlan = can('plan.write')
  useHistoryKeys(editsPlan ? commands : null)
  const [count, setCount] = useState(3)
  const [editing, setEditing] = useState<PlanConcept | null>(null)
  const byId = useMemo(() => new Map((conversations ?? []).map(one => [one.id, one])), [conversations])
  const groupOf = useMemo(
    () => new Map((conversations ?? []).map(({ id, group }) => [id, group] as const)),
    [conversations],
  )
  const report = useMemo(
    () =>
      codings.data
        ? conceptReport(ontology, plan.scheme, plan.concepts, concept, codings.data, groupOf)
        : null,
    [ontology, plan, concept, codings.data, groupOf],
  )
  /** Picked into a finding, and decided on: its words may leave. */
  const leaving = useMemo(
    () =>
      new Map(
        picked.flatMap(excerpt =>
          whyItStays(excerpt, byId.get(excerpt.conversation)) === null
            ? [[excerptKey(excerpt), excerpt] as const]
            : [],
        ),
      ),
    [picked, byId],
  )
  const used = useMemo(() => new Set(picked.map(excerptKey)), [picked])
  const chosen = useMemo(
    () =>
      new Map<ReportTheme, Excerpt[]>(
        report?.themes.map(theme => [
          theme,
          chooseExcerpts(ontology, theme, codings.data ?? [], used, count),
        ]),
      ),
    [report, ontology, codings.data, used, count],
  )
  if (codings.isError) return <ErrorState error={codings.error} onRetry={() => codings.refetch()} />
  if (!report) return <PageLoading />

  const actions = plan.concepts.filter(({ parent, hidden }) => parent === concept.id && !hidden)
  const using = findings.filter(({ themes }) =>
    themes.some(theme => report.codes.has(resolveCode(ontology, theme)?.id ?? '')),
  )
  const download = () =>
    saveFile(
      `${concept.title}.md`,
      'text/markdown;charset=utf-8',
      reportMarkdown({
        concept,
        actions: concept.kind === 'action' ? [concept] : actions,
        report,
        excerptsOf: theme =>
          (chosen.get(theme) ?? []).flatMap(({ key }) => {
            const excerpt = leaving.get(key)
            if (!excerpt) return []
            const { turns, conversation, start } = excerpt
            return [{ turns, start, conversation: byId.get(conversation)?.title ?? '' }]
          }),
        findings: using.map(({ title }) => title),
        leastPeople: membership?.workspace.leastPeople ?? 0,
        day: formatDay(new Date().toISOString()),
      }),
    )
  const { total, stances } = report
  const stanceTotal = stances.lived + stances.aspirational + stances.none
  return (
    <div className={styles.report}>
      <div className={`${styles.reportTools} screen-only`}>
        <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => print()}>
          {text.print}
        </Button>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} onClick={download}>
          {text.download}
        </Button>
        {editsPlan && (
          <span>
            <HistoryButtons
              history={commands.history}
              onUndo={() => commands.undo()}
              onRedo={commands.redo}
            />
          </span>
        )}
        <p className={styles.soft}>{text.downloadHint}</p>
      </div>
      <p className={`${styles.soft} print-only`}>{text.madeOn(formatDay(new Date().toISOString()))}</p>
      <Section title={text.atAGlance}>
        <Numbers
          total={total}
          themes={report.themes.length}
          leastPeople={membership?.workspace.leastPeople ?? 0}
        />
        {stanceTotal > 0 && (
          <figure
            className={styles.stance}
            data-few={total.speakers < (membership?.workspace.leastPeople ?? 0) || undefined}
          >
            <figcaption>{text.stance}</figcaption>
            <div className={styles.bar} aria-hidden>
              {(['lived', 'aspirational', 'none'] as const).map(
                stance =>
                  stances[stance] > 0 && (
                    <span key={stance} data-stance={stance} style={{ flexGrow: stances[stance] }} />
                  ),
              )}
            </div>
            <ul>
              {(['lived', 'aspirational', 'none'] as const).map(stance => (
                <li key={stance}>
                  <span className={styles.key} data-stance={stance} aria-hidden />
                  {formatNumber(stances[stance])} {text.stances[stance]}
                </li>
              ))}
            </ul>
          </figure>
        )}
      </Section>
      <Section
        title={text.themes}
        actions={
          <div className={`${styles.perTheme} screen-only`}>
            <span id="per-theme" className={styles.soft}>
              {text.excerptsPerTheme}
            </span>
            <SegmentedControl
              size="xs"
              aria-labelledby="per-theme"
              data={[...COUNTS]}
              value={String(count)}
              onChange={value => setCount(Number(value))}
            />
          </div>
        }
      >
        {report.themes.length === 0 && <p className={styles.soft}>{text.noThemes}</p>}
        {report.themes.map(theme => (
          <ThemeReport
            key={theme.code.id}
            workspace={workspace}
            concept={concept}
            theme={theme}
            excerpts={chosen.get(theme) ?? []}
            leaving={leaving}
            conversations={byId}
            leastPeople={membership?.workspace.leastPeople ?? 0}
          />
        ))}
      </Section>
      <Section title={text.relations}>
        {report.relations.length === 0 && <p className={styles.soft}>{text.noRelations}</p>}
        <ul className={styles.plain}>
          {report.relations.map(({ relation, from, to }) => (
            <li key={relation.id}>
              <span className={styles.tag}>{text.relationTypes[relation.type]}</span>{' '}
              {[from, to].map(code => (
                <Link key={code.id} to={paths.code(workspace, code.id)} className={styles.chipLink}>
                  <CodeChip name={code.name} colour={code.colour} />
                </Link>
              ))}
              {relation.note && <p className={styles.soft}>{relation.note}</p>}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={text.findings}>
        {using.length === 0 && <p className={styles.soft}>{text.noFindings}</p>}
        <ul className={styles.plain}>
          {using.map(finding => (
            <li key={finding.id}>
              <Link to={paths.finding(workspace, finding.id)}>{finding.title}</Link>
            </li>
          ))}
        </ul>
      </Section>
      {concept.kind === 'commitment' && (
        <Section title={text.actions}>
          {actions.length === 0 && <p className={styles.soft}>{text.noActions}</p>}
          {actions.map(action => (
            <ActionFacts
              key={action.id}
              workspace={workspace}
              action={action}
              onEdit={editsPlan ? () => setEditing(action) : undefined}
            />
          ))}
        </Section>
      )}
      {concept.kind === 'action' && (
        <Section title={text.action}>
          <ActionFacts
            workspace={workspace}
            action={concept}
            onEdit={editsPlan ? () => setEditing(concept) : undefined}
          />
        </Section>
      )}
      <div className="screen-only">
        <Section title={text.changes}>
          <Changes
            workspace={workspace}
            concepts={[concept, ...actions]}
            onTakeBack={editsPlan ? commands.takeBack : undefined}
          />
        </Section>
      </div>
      <ConceptDialog
        commands={commands}
        asked={editing && { concept: editing }}
        onClose={() => setEditing(null)}
      />
    </div>
  )
}

const NUMBERS = ['codings', 'speakers', 'people', 'conversations', 'groups'] as const

const Numbers = ({
  total,
  themes,
  leastPeople,
}: {
  total: ReturnType<typeof conceptReport>['total']
  themes: number
  leastPeople: number
}) => (
  <ul className={styles.numbers}>
    <li>{text.numbers.themes(themes)}</li>
    {NUMBERS.map(number => (
      <li key={number} data-few={total.speakers < leastPeople || undefined}>
        {text.numbers[number](total[number])}
      </li>
    ))}
    {total.codings > 0 && total.speakers < leastPeople && (
      <li className="print-only">{text.fewer(leastPeople)}</li>
    )}
  </ul>
)

interface ChangesProps {
  workspace: string
  concepts: readonly PlanConcept[]
  /** Left out for those who may not. */
  onTakeBack?: PlanCommands['takeBack']
}

/** Who changed what of a concept and its actions lately. */
const Changes = ({ concepts, ...props }: ChangesProps) => (
  <ul className={styles.plain}>
    {concepts.every(({ version }) => version === 0) && <li className={styles.soft}>{text.noChanges}</li>}
    {concepts.map(
      concept => concept.version > 0 && <ConceptChanges key={concept.id} concept={concept} {...props} />,
    )}
  </ul>
)

const ConceptChanges = ({
  workspace,
  concept,
  onTakeBack,
}: Omit<ChangesProps, 'concepts'> & { concept: PlanConcept }) => {
  const { data = [] } = usePlanChanges(workspace, concept.id)
  const { data: everybody } = useEverybody(workspace)
  return data.map(change => (
    <li key={change.id} className={styles.change}>
      <div>
        <strong>{everybody?.find(({ id }) => id === change.actor)?.name ?? codebook.somebody}</strong>,{' '}
        <time dateTime={change.at}>{formatInstant(change.at)}</time>: {concept.title}
        <ul>
          {changeWords(change).map(words => (
            <li key={words} className={styles.soft}>
              {words}
            </li>
          ))}
        </ul>
      </div>
      {onTakeBack && reversalOf(concept, change.fields) && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={text.takeBackLabel(concept.title, changeWords(change).join('; '))}
          onClick={() => onTakeBack(concept, change)}
        >
          {text.takeBack}
        </Button>
      )}
    </li>
  ))
}
