import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Email, Role } from '@polyphony/contract'
import { useState } from 'react'
import { useCreateInvitation } from '../../api/workspaces.ts'
import { common } from '../../text/common.ts'
import { team as text } from '../../text/workspaces.ts'
import { CopyField } from '../../ui/CopyField.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { FormFailure } from '../../ui/FormFailure.tsx'
import { useFormSubmit } from '../../ui/useFormSubmit.ts'

interface InviteModalProps {
  workspace: string
  opened: boolean
  onClose: () => void
}

/** Makes an invitation link and shows it this once. */
export const InviteModal = ({ workspace, opened, onClose }: InviteModalProps) => (
  <Modal
    opened={opened}
    onClose={onClose}
    title={text.inviteTitle}
    closeButtonProps={{ 'aria-label': common.close }}
  >
    <Invite workspace={workspace} onClose={onClose} />
  </Modal>
)

const roleOptions = Role.options.map(value => ({ value, label: common.roles[value].name }))

const Invite = ({ workspace, onClose }: Omit<InviteModalProps, 'opened'>) => {
  const create = useCreateInvitation(workspace)
  const [url, setUrl] = useState<string | null>(null)
  const form = useForm({
    initialValues: { role: 'analyst' as Role, email: '' },
    validate: {
      email: value => (value === '' || Email.safeParse(value).success ? null : common.invalid.email),
    },
  })
  const { onSubmit, sending, failure } = useFormSubmit(form, async ({ role, email }) => {
    const made = await create.mutateAsync({ role, email: email || null })
    setUrl(new URL(made.url, location.origin).href)
  })
  if (url)
    return (
      <Stack>
        <CopyField label={text.linkTitle} value={url} />
        <Text size="sm" c="dimmed">
          {text.linkHint}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common.close}
          </Button>
        </Group>
      </Stack>
    )
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <Text size="sm" c="dimmed">
          {text.inviteHint}
        </Text>
        <FormFailure message={failure} />
        <Select
          data-autofocus
          label={text.role}
          description={common.roles[form.values.role].does}
          data={roleOptions}
          allowDeselect={false}
          {...form.getInputProps('role')}
        />
        <TextInput
          type="email"
          label={`${text.inviteEmail} (${common.optional})`}
          {...form.getInputProps('email')}
        />
        <FormActions submit={text.makeLink} sending={sending} onCancel={onClose} />
      </Stack>
    </form>
  )
}
