import { ActionIcon, Badge, Button, MultiSelect, Select, Stack, Table, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type Member, Role } from '@polyphony/contract'
import { IconUserMinus, IconUserPlus } from '@tabler/icons-react'
import { useParams } from 'react-router'
import { useGroups, useUpdateGroup } from '../api/conversations.ts'
import { useMyAbilities } from '../api/session.ts'
import {
  useInvitations,
  useMembers,
  useRemoveMember,
  useRevokeInvitation,
  useUpdateMember,
} from '../api/workspaces.ts'
import { InviteModal } from '../features/team/InviteModal.tsx'
import { RenameWorkspaceModal } from '../features/team/RenameWorkspaceModal.tsx'
import { common } from '../text/common.ts'
import { formatDay } from '../text/format.ts'
import { team as text, workspaces } from '../text/workspaces.ts'
import { confirm } from '../ui/confirm.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { MemberAvatar } from '../ui/MemberAvatar.tsx'
import { notifyDone } from '../ui/notify.ts'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { PageLoading } from '../ui/PageLoading.tsx'
import { Section } from '../ui/Section.tsx'
import styles from './TeamPage.module.css'

export const TeamPage = () => {
  const workspace = useParams().workspace!
  const members = useMembers(workspace)
  const { can, membership } = useMyAbilities(workspace)
  const [inviting, { open, close }] = useDisclosure()
  const [renaming, rename] = useDisclosure()
  return (
    <Page>
      <PageHeader
        title={text.title}
        hint={text.hint}
        actions={
          <>
            {can('workspace.update') && (
              <Button variant="default" onClick={rename.open}>
                {workspaces.rename}
              </Button>
            )}
            {can('member.invite') && (
              <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={open}>
                {text.invite}
              </Button>
            )}
          </>
        }
      />
      {members.isPending ? (
        <PageLoading />
      ) : members.isError ? (
        <ErrorState error={members.error} onRetry={() => members.refetch()} />
      ) : (
        <>
          <MemberTable workspace={workspace} members={members.data} />
          {can('member.invite') && <Invitations workspace={workspace} />}
          <Trustees workspace={workspace} members={members.data} />
          <Section title={text.rolesTitle}>
            <dl className={styles.roles}>
              {Role.options.map(role => (
                <div key={role}>
                  <dt>{common.roles[role].name}</dt>
                  <dd>{common.roles[role].does}</dd>
                </div>
              ))}
            </dl>
          </Section>
        </>
      )}
      <RenameWorkspaceModal
        workspace={workspace}
        name={membership?.workspace.name ?? ''}
        opened={renaming}
        onClose={rename.close}
      />
      <InviteModal workspace={workspace} opened={inviting} onClose={close} />
    </Page>
  )
}

const roleOptions = Role.options.map(value => ({ value, label: common.roles[value].name }))

const MemberTable = ({ workspace, members }: { workspace: string; members: Member[] }) => {
  const { can, membership } = useMyAbilities(workspace)
  const update = useUpdateMember(workspace)
  const remove = useRemoveMember(workspace)
  return (
    <Table verticalSpacing="sm" className={styles.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{text.columns.name}</Table.Th>
          <Table.Th w={170}>{text.columns.role}</Table.Th>
          <Table.Th className={styles.wide}>{text.columns.joined}</Table.Th>
          <Table.Th w={48}>
            <span className="visually-hidden">{text.columns.actions}</span>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {members.map(member => (
          <Table.Tr key={member.id}>
            <Table.Th scope="row" fw={400}>
              <span className={styles.person}>
                <MemberAvatar name={member.name} colour={member.colour} size={34} />
                <span className={styles.who}>
                  <span className={styles.name}>
                    {member.name}
                    {member.id === membership?.member && <span className={styles.you}>{text.you}</span>}
                    {member.owner && (
                      <Badge color="gray" component="span">
                        {text.owner}
                      </Badge>
                    )}
                  </span>
                  <span className={styles.email}>{member.email}</span>
                </span>
              </span>
            </Table.Th>
            <Table.Td>
              {can('member.update') && !member.owner ? (
                <Select
                  aria-label={text.roleOf(member.name)}
                  data={roleOptions}
                  value={member.role}
                  allowDeselect={false}
                  size="sm"
                  disabled={update.isPending}
                  onChange={role => {
                    const next = Role.parse(role)
                    if (next !== member.role)
                      update.mutate(
                        { member: member.id, role: next },
                        {
                          onSuccess: () => notifyDone(text.roleChanged(member.name, common.roles[next].name)),
                        },
                      )
                  }}
                />
              ) : (
                common.roles[member.role].name
              )}
            </Table.Td>
            <Table.Td className={styles.wide}>{formatDay(member.joinedAt)}</Table.Td>
            <Table.Td>
              {can('member.remove') && !member.owner && (
                <ActionIcon
                  aria-label={text.remove(member.name)}
                  color="danger"
                  onClick={() =>
                    confirm({
                      title: text.removeTitle(member.name),
                      text: text.removeText(member.name),
                      confirm: common.remove,
                      onConfirm: () =>
                        remove.mutate(member.id, { onSuccess: () => notifyDone(text.removed(member.name)) }),
                    })
                  }
                >
                  <IconUserMinus size={18} />
                </ActionIcon>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

const Invitations = ({ workspace }: { workspace: string }) => {
  const invitations = useInvitations(workspace)
  const revoke = useRevokeInvitation(workspace)
  const open = invitations.data?.filter(i => i.acceptedAt === null) ?? []
  return (
    <Section title={text.invitations}>
      {invitations.isError && <ErrorState error={invitations.error} onRetry={() => invitations.refetch()} />}
      {invitations.isSuccess && open.length === 0 && <Text c="dimmed">{text.noInvitations}</Text>}
      <Stack gap="xs">
        {open.map(invitation => {
          const [role, whom] = [common.roles[invitation.role].name, invitation.email ?? text.anybody]
          return (
            <div key={invitation.id} className={styles.invitation}>
              <span>
                <strong>{role}</strong> · {whom} · {text.expires(formatDay(invitation.expiresAt))}
              </span>
              <Button
                size="compact-sm"
                variant="subtle"
                color="danger"
                aria-label={text.withdrawLabel(role, whom)}
                onClick={() =>
                  confirm({
                    title: text.withdrawTitle,
                    text: text.withdrawText,
                    confirm: text.withdraw,
                    onConfirm: () =>
                      revoke.mutate(invitation.id, { onSuccess: () => notifyDone(text.withdrawn) }),
                  })
                }
              >
                {text.withdraw}
              </Button>
            </div>
          )
        })}
      </Stack>
    </Section>
  )
}

const Trustees = ({ workspace, members }: { workspace: string; members: Member[] }) => {
  const groups = useGroups(workspace)
  const update = useUpdateGroup(workspace)
  const { can } = useMyAbilities(workspace)
  const eligible = members.filter(m => m.role === 'trustee' || m.role === 'lead')
  return (
    <Section title={text.trustees} hint={text.trusteesHint}>
      {groups.isError && <ErrorState error={groups.error} onRetry={() => groups.refetch()} />}
      {groups.data?.length === 0 && <Text c="dimmed">{text.noGroups}</Text>}
      {groups.data && groups.data.length > 0 && eligible.length === 0 && (
        <Text c="dimmed">{text.noTrustees}</Text>
      )}
      <Stack maw={560}>
        {groups.data?.map(group => (
          <MultiSelect
            key={group.id}
            label={text.trusteesOf(group.name)}
            data={members
              .filter(m => eligible.includes(m) || group.trustees.includes(m.id))
              .map(m => ({ value: m.id, label: m.name }))}
            value={group.trustees}
            readOnly={!can('group.write')}
            onChange={trustees => update.mutate({ group: group.id, trustees })}
          />
        ))}
      </Stack>
    </Section>
  )
}
