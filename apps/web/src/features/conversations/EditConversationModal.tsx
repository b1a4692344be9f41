import { Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type Conversation, Title } from '@polyphony/contract'
import { useUpdateConversation } from '../../api/conversations.ts'
import { common } from '../../text/common.ts'
import { conversations as text } from '../../text/conversations.ts'
import { FormActions } from '../../ui/FormActions.tsx'
import { FormFailure } from '../../ui/FormFailure.tsx'
import { useFormSubmit } from '../../ui/useFormSubmit.ts'
import { CeilingField } from './CeilingField.tsx'
import { GroupField } from './GroupField.tsx'

interface EditConversationModalProps {
  workspace: string
  /** The conversation to change; null closes the dialog. */
  conversation: Conversation | null
  onClose: () => void
}

/** Title, group, day and ceiling of a conversation. */
export const EditConversationModal = ({ workspace, conversation, onClose }: EditConversationModalProps) => (
  <Modal
    opened={conversation !== null}
    onClose={onClose}
    title={text.editTitle}
    closeButtonProps={{ 'aria-label': common.close }}
  >
    {conversation && (
      <Edit key={conversation.id} workspace={workspace} conversation={conversation} onClose={onClose} />
    )}
  </Modal>
)

const Edit = ({
  workspace,
  conversation,
  onClose,
}: EditConversationModalProps & { conversation: Conversation }) => {
  const update = useUpdateConversation(workspace)
  const form = useForm({
    initialValues: {
      title: conversation.title,
      group: conversation.group,
      heldOn: conversation.heldOn ?? '',
      ceiling: conversation.ceiling,
    },
    validate: { title: value => (Title.safeParse(value).success ? null : common.invalid.title) },
  })
  const { onSubmit, sending, failure } = useFormSubmit(form, async values => {
    await update.mutateAsync({ conversation: conversation.id, ...values, heldOn: values.heldOn || null })
    onClose()
  })
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <FormFailure message={failure} />
        <TextInput data-autofocus label={text.fields.title} required {...form.getInputProps('title')} />
        <GroupField
          workspace={workspace}
          value={form.values.group}
          onChange={group => form.setFieldValue('group', group)}
        />
        <TextInput type="date" label={text.fields.heldOn} {...form.getInputProps('heldOn')} />
        <CeilingField
          value={form.values.ceiling}
          onChange={ceiling => form.setFieldValue('ceiling', ceiling)}
        />
        <FormActions submit={common.save} sending={sending} onCancel={onClose} />
      </Stack>
    </form>
  )
}
