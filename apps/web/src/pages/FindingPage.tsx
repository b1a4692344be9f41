import { ActionIcon, Anchor, Button, Drawer, Title as Heading, Menu, Textarea } from '@mantine/core'
import { type Finding, LIMITS } from '@polyphony/contract'
import { IconArrowLeft, IconDots, IconEye, IconPlus, IconTrash } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { useConversations } from '../api/conversations.ts'
import { useDeleteFinding, useFinding, useRestoreFinding, useUpdateFinding } from '../api/findings.ts'
import { useMyAbilities } from '../api/session.ts'
import { whenDone } from '../api/whenDone.ts'
import { useMembers } from '../api/workspaces.ts'
import { useCodebook } from '../features/codebook/useCodebook.ts'
import { SavingBadge } from '../features/desk/SavingBadge.tsx'
import { ExcerptList } from '../features/findings/ExcerptList.tsx'
import styles from '../features/findings/findings.module.css'
import { HighlightPicker } from '../features/findings/HighlightPicker.tsx'
import { LeavingPreview } from '../features/findings/LeavingPreview.tsx'
import { NarrativeEditor } from '../features/findings/NarrativeEditor.tsx'
import { ThemesField } from '../features/findings/ThemesField.tsx'
import { paths } from '../paths.ts'
import { common } from '../text/common.ts'
import { findings as text } from '../text/findings.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { notifyDone, notifyUndo } from '../ui/notify.ts'
import { Page } from '../ui/Page.tsx'
import { PageLoading } from '../ui/PageLoading.tsx'
import { Section } from '../ui/Section.tsx'

/** One finding: its claim, its narrative, its voices, and what of it may leave. */
export const FindingPage = () => {
  const { workspace = '', finding: id = '' } = useParams()
  const navigate = useNavigate()
  const query = useFinding(id)
  const { data: list } = useConversations(workspace)
  const { data: members = [] } = useMembers(workspace)
  const { ontology } = useCodebook(workspace)
  const { can, membership } = useMyAbilities(workspace)
  const update = useUpdateFinding(workspace, id)
  const remove = useDeleteFinding(workspace)
  const restore = useRestoreFinding(workspace)
  const [picking, setPicking] = useState(false)
  const [previewing, setPreviewing] = useState(false)
  const conversations = useMemo(() => new Map((list ?? []).map(c => [c.id, c])), [list])

  if (query.isPending) return <PageLoading />
  if (query.isError) return <ErrorState error={query.error} onRetry={() => query.refetch()} order={1} />
  const { finding, excerpts } = query.data
  const editable = can('finding.write')
  const me = members.find(m => m.id === membership?.member)
  const toBin = () =>
    whenDone(remove.mutateAsync(finding.id), () => {
      navigate(paths.findings(workspace))
      notifyUndo(text.binned(finding.title), () =>
        whenDone(restore.mutateAsync(finding.id), () => notifyDone(text.restored(finding.title))),
      )
    })
  return (
    <Page>
      <title>{`${finding.title} · ${common.product}`}</title>
      <div className={styles.top}>
        <Anchor component={Link} to={paths.findings(workspace)} underline="never" className={styles.up}>
          <IconArrowLeft size={16} aria-hidden /> {text.all}
        </Anchor>
        {editable && <SavingBadge />}
        <Button
          variant="default"
          leftSection={<IconEye size={16} aria-hidden />}
          onClick={() => setPreviewing(true)}
        >
          {text.preview}
        </Button>
        {can('finding.delete') && (
          <Menu>
            <Menu.Target>
              <ActionIcon variant="default" size={34} aria-label={text.actionsFor(finding.title)}>
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item color="danger" leftSection={<IconTrash size={16} aria-hidden />} onClick={toBin}>
                {text.bin}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <Claim
        key={finding.title}
        finding={finding}
        editable={editable}
        onChange={title => update.mutate({ title })}
      />
      {ontology && (
        <div className={styles.themes}>
          <ThemesField
            ontology={ontology}
            value={finding.themes}
            readOnly={!editable}
            onChange={themes => update.mutate({ themes })}
          />
        </div>
      )}
      <Section title={text.narrative}>
        <NarrativeEditor
          finding={finding.id}
          editable={editable}
          me={{ name: me?.name ?? '', colour: me?.colour ?? '#888888' }}
        />
      </Section>
      <Section
        title={text.voices}
        hint={text.voicesHint}
        actions={
          editable && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setPicking(true)}>
              {text.pick}
            </Button>
          )
        }
      >
        {excerpts.length === 0 ? (
          <p className={styles.soft}>{text.noVoices}</p>
        ) : (
          <ExcerptList
            workspace={workspace}
            finding={finding.id}
            excerpts={excerpts}
            conversations={conversations}
            ontology={ontology}
            members={members}
          />
        )}
      </Section>
      <HighlightPicker
        workspace={workspace}
        finding={finding.id}
        opened={picking}
        onClose={() => setPicking(false)}
        excerpts={excerpts}
        conversations={conversations}
        ontology={ontology}
        members={members}
      />
      <Drawer
        opened={previewing}
        onClose={() => setPreviewing(false)}
        position="right"
        size={520}
        title={text.leaving.title}
        closeButtonProps={{ 'aria-label': common.close }}
      >
        <LeavingPreview title={finding.title} excerpts={excerpts} conversations={conversations} />
      </Drawer>
    </Page>
  )
}

interface ClaimProps {
  finding: Finding
  editable: boolean
  onChange: (title: string) => void
}

/** The claim: the page's heading, written in place. Enter or leaving it saves; Escape puts back what stood. */
const Claim = ({ finding, editable, onChange }: ClaimProps) => {
  const [title, setTitle] = useState(finding.title)
  if (!editable)
    return (
      <Heading order={1} className={styles.claim}>
        {finding.title}
      </Heading>
    )
  const save = () => {
    const next = title.trim()
    if (next && next !== finding.title) onChange(next)
    else setTitle(finding.title)
  }
  return (
    <>
      <h1 className="visually-hidden">{finding.title}</h1>
      <Textarea
        aria-label={text.claim}
        autosize
        variant="unstyled"
        maxLength={LIMITS.titleLength}
        value={title}
        classNames={{ input: styles.claimInput }}
        onChange={event => setTitle(event.currentTarget.value.replace(/\n/g, ' '))}
        onBlur={save}
        onKeyDown={event => {
          if (event.key === 'Enter') {
            event.preventDefault()
            event.currentTarget.blur()
          }
          if (event.key === 'Escape') setTitle(finding.title)
        }}
      />
    </>
  )
}
