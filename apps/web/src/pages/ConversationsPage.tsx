import { ActionIcon, Button, Menu, TextInput } from '@mantine/core'
import type { Conversation } from '@polyphony/contract'
import {
  IconDots,
  IconEdit,
  IconFileImport,
  IconLock,
  IconMessages,
  IconSchool,
  IconSearch,
  IconTrash,
  IconWorld,
} from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import {
  useConversations,
  useDeleteConversation,
  useGroups,
  useRestoreConversation,
} from '../api/conversations.ts'
import { useWorkspaceListening } from '../api/listening.ts'
import { useMyAbilities } from '../api/session.ts'
import { whenDone } from '../api/whenDone.ts'
import { useMembers } from '../api/workspaces.ts'
import { EditConversationModal } from '../features/conversations/EditConversationModal.tsx'
import { CoverageBar } from '../features/listening/CoverageBar.tsx'
import { paths } from '../paths.ts'
import { common } from '../text/common.ts'
import { conversations as text } from '../text/conversations.ts'
import { formatDay, formatTime } from '../text/format.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { notifyDone, notifyUndo } from '../ui/notify.ts'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { PageLoading } from '../ui/PageLoading.tsx'
import styles from './ConversationsPage.module.css'

const CEILING_ICONS = { team: IconLock, institution: IconSchool, public: IconWorld }

export const ConversationsPage = () => {
  const workspace = useParams().workspace!
  const list = useConversations(workspace)
  const { data: groups = [] } = useGroups(workspace)
  const { can } = useMyAbilities(workspace)
  const [query, setQuery] = useState('')
  const [editing, setEditing] = useState<Conversation | null>(null)

  const importButton = can('conversation.import') && (
    <Button
      component={Link}
      to={paths.import(workspace)}
      leftSection={<IconFileImport size={16} aria-hidden />}
    >
      {text.import}
    </Button>
  )
  if (list.isPending) return <PageLoading />
  if (list.isError) return <ErrorState error={list.error} onRetry={() => list.refetch()} order={1} />

  const groupName = new Map(groups.map(g => [g.id, g.name]))
  const words = query.trim().toLowerCase()
  const found = list.data.filter(
    c =>
      c.title.toLowerCase().includes(words) ||
      (c.group !== null && groupName.get(c.group)?.toLowerCase().includes(words)),
  )
  const byGroup = Map.groupBy(found, c => c.group)
  const sections = [...byGroup].sort(([a], [b]) =>
    a === null ? 1 : b === null ? -1 : (groupName.get(a) ?? '').localeCompare(groupName.get(b) ?? ''),
  )
  return (
    <Page>
      <PageHeader title={text.title} hint={text.hint} actions={list.data.length > 0 && importButton} />
      {list.data.length === 0 ? (
        <FirstConversation action={importButton} />
      ) : (
        <>
          {list.data.length > 5 && (
            <TextInput
              aria-label={text.search}
              placeholder={text.search}
              leftSection={<IconSearch size={16} aria-hidden />}
              value={query}
              onChange={event => setQuery(event.currentTarget.value)}
              mb="lg"
              maw={360}
            />
          )}
          {found.length === 0 && <p>{common.noMatch}</p>}
          {sections.map(([group, items]) => (
            <ConversationTable
              key={group ?? ''}
              workspace={workspace}
              title={group === null ? text.noGroup : (groupName.get(group) ?? common.unknown)}
              titled={sections.length > 1 || group !== null}
              items={items}
              onEdit={setEditing}
            />
          ))}
        </>
      )}
      <EditConversationModal workspace={workspace} conversation={editing} onClose={() => setEditing(null)} />
    </Page>
  )
}

const FirstConversation = ({ action }: { action: React.ReactNode }) => (
  <EmptyState icon={<IconMessages size={24} />} title={text.emptyTitle} actions={action || undefined}>
    <p>{action ? text.emptyText : text.emptyReader}</p>
    {action && (
      <ol className={styles.steps}>
        {text.emptySteps.map(([step, how]) => (
          <li key={step}>
            <strong>{step}</strong>
            <span>{how}</span>
          </li>
        ))}
      </ol>
    )}
  </EmptyState>
)

interface ConversationTableProps {
  workspace: string
  title: string
  titled: boolean
  items: Conversation[]
  onEdit: (conversation: Conversation) => void
}

const ConversationTable = ({ workspace, title, titled, items, onEdit }: ConversationTableProps) => {
  const { can, membership } = useMyAbilities(workspace)
  const { data: heard } = useWorkspaceListening(workspace)
  const { data: team } = useMembers(workspace)
  const members = new Map(team?.map(member => [member.id, member]))
  const remove = useDeleteConversation(workspace)
  const restore = useRestoreConversation(workspace)
  const toBin = ({ id, title }: Conversation) =>
    whenDone(remove.mutateAsync(id), () =>
      notifyUndo(text.binned(title), () =>
        whenDone(restore.mutateAsync(id), () => notifyDone(text.restored(title))),
      ),
    )
  return (
    <table className={styles.table}>
      <caption className={titled ? styles.caption : 'visually-hidden'}>
        {title}
        <span>{text.total(items.length)}</span>
      </caption>
      <thead className={styles.head}>
        <tr>
          <th>{text.columns.title}</th>
          <th className={styles.day}>{text.columns.day}</th>
          <th className={styles.number}>{text.columns.length}</th>
          <th className={styles.number}>{text.columns.words}</th>
          <th className={styles.heard}>{text.columns.heard}</th>
          <th className={styles.ceiling}>{text.columns.ceiling}</th>
          <th className={styles.menu}>
            <span className="visually-hidden">{text.columns.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map(conversation => {
          const Icon = CEILING_ICONS[conversation.ceiling]
          return (
            <tr key={conversation.id} className={styles.row}>
              <th scope="row">
                <Link to={paths.desk(workspace, conversation.id)} className={styles.link}>
                  {conversation.title}
                </Link>
                {!conversation.recording && <span className={styles.note}>{text.noRecording}</span>}
              </th>
              <td className={styles.day}>{conversation.heldOn ? formatDay(conversation.heldOn) : '–'}</td>
              <td className={styles.number}>
                {conversation.duration === null ? '–' : formatTime(conversation.duration)}
              </td>
              <td className={styles.number}>{conversation.words.toLocaleString()}</td>
              <td className={styles.heard}>
                {conversation.recording && heard && (
                  <CoverageBar
                    records={heard.filter(record => record.conversation === conversation.id)}
                    duration={conversation.recording.duration}
                    me={membership?.member}
                    members={members}
                  />
                )}
              </td>
              <td className={styles.ceiling}>
                <span title={common.ceilings[conversation.ceiling].does}>
                  <Icon size={15} stroke={1.7} aria-hidden /> {common.ceilings[conversation.ceiling].name}
                </span>
              </td>
              <td className={styles.menu}>
                {can('conversation.update') && (
                  <Menu>
                    <Menu.Target>
                      <ActionIcon aria-label={text.actionsFor(conversation.title)}>
                        <IconDots size={18} />
                      </ActionIcon>
                    </Menu.Target>
                    <Menu.Dropdown>
                      <Menu.Item
                        leftSection={<IconEdit size={16} aria-hidden />}
                        onClick={() => onEdit(conversation)}
                      >
                        {text.edit}
                      </Menu.Item>
                      {can('conversation.delete') && (
                        <Menu.Item
                          color="danger"
                          leftSection={<IconTrash size={16} aria-hidden />}
                          onClick={() => toBin(conversation)}
                        >
                          {text.bin}
                        </Menu.Item>
                      )}
                    </Menu.Dropdown>
                  </Menu>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
