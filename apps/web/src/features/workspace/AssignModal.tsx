import { ActionIcon, Button, Group, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { type Assignment, type Conversation, LIMITS, type Member } from '@polyphony/contract'
import { IconPencil, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useAssign, useAssignments, useUnassign } from '../../api/progress.ts'
import { whenDone } from '../../api/whenDone.ts'
import { common } from '../../text/common.ts'
import { progress as text } from '../../text/progress.ts'
import { FormFailure } from '../../ui/FormFailure.tsx'
import { MemberAvatar } from '../../ui/MemberAvatar.tsx'
import { errorMessage, notifyDone, notifyUndo } from '../../ui/notify.ts'
import styles from './AssignModal.module.css'
import { dueWords } from './dueDay.ts'

interface AssignModalProps {
  workspace: string
  /** The conversation to assign; null closes the dialog. */
  conversation: Conversation | null
  members: ReadonlyMap<string, Member>
  onClose: () => void
}

/** Who is to code a conversation, until when, and what of it. */
export const AssignModal = ({ workspace, conversation, members, onClose }: AssignModalProps) => (
  <Modal
    opened={conversation !== null}
    onClose={onClose}
    title={conversation && text.assignTitle(conversation.title)}
    closeButtonProps={{ 'aria-label': common.close }}
  >
    {conversation && (
      <Assignments
        key={conversation.id}
        workspace={workspace}
        conversation={conversation}
        members={members}
      />
    )}
  </Modal>
)

const EMPTY = { member: null as string | null, due: '', note: '' }

const Assignments = ({
  workspace,
  conversation,
  members,
}: Omit<AssignModalProps, 'onClose' | 'conversation'> & { conversation: Conversation }) => {
  const { data = [] } = useAssignments(workspace)
  const assign = useAssign(workspace, { form: true })
  const [draft, setDraft] = useState(EMPTY)
  const own = data.filter(assignment => assignment.conversation === conversation.id)
  const existing = own.find(({ member }) => member === draft.member)
  const nameOf = (member: string) => members.get(member)?.name ?? common.unknown
  const coders = [...members.values()].filter(
    ({ role, removedAt }) => (role === 'lead' || role === 'analyst') && !removedAt,
  )
  const choose = (member: string | null) => {
    const known = own.find(assignment => assignment.member === member)
    setDraft(known ? { member, due: known.due ?? '', note: known.note } : { ...draft, member })
  }
  const send = () => {
    const { member, due, note } = draft
    if (!member) return
    const said = existing ? text.changed(nameOf(member)) : text.assigned(nameOf(member))
    whenDone(
      assign.mutateAsync({ conversation: conversation.id, member, due: due || null, note: note.trim() }),
      () => {
        notifyDone(said)
        // Unless the next one has been begun meanwhile.
        setDraft(now => (now === draft ? EMPTY : now))
      },
    )
  }
  return (
    <Stack>
      {own.length === 0 ? (
        <Text size="sm" c="dimmed">
          {text.nobodyAssigned}
        </Text>
      ) : (
        <ul className={styles.list}>
          {own.map(assignment => (
            <Assigned
              key={assignment.member}
              workspace={workspace}
              assignment={assignment}
              member={members.get(assignment.member)}
              onEdit={() => choose(assignment.member)}
            />
          ))}
        </ul>
      )}
      <form
        onSubmit={event => {
          event.preventDefault()
          send()
        }}
      >
        <Stack>
          <FormFailure message={assign.error ? errorMessage(assign.error) : null} />
          <Select
            data-autofocus
            label={text.member}
            placeholder={text.chooseMember}
            searchable
            openOnFocus={false}
            data={coders.map(({ id, name }) => ({ value: id, label: name }))}
            value={draft.member}
            onChange={choose}
          />
          <TextInput
            type="date"
            label={text.due}
            description={text.dueHint}
            value={draft.due}
            onChange={event => setDraft({ ...draft, due: event.currentTarget.value })}
          />
          <Textarea
            label={text.note}
            placeholder={text.notePlaceholder}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={LIMITS.noteLength}
            value={draft.note}
            onChange={event => setDraft({ ...draft, note: event.currentTarget.value })}
          />
          <Group justify="flex-end">
            <Button type="submit" disabled={!draft.member} loading={assign.isPending}>
              {existing ? text.changeButton : text.assignButton}
            </Button>
          </Group>
        </Stack>
      </form>
    </Stack>
  )
}

const Assigned = ({
  workspace,
  assignment,
  member,
  onEdit,
}: {
  workspace: string
  assignment: Assignment
  member: Member | undefined
  onEdit: () => void
}) => {
  const assign = useAssign(workspace)
  const unassign = useUnassign(workspace)
  const { due, note, doneAt } = assignment
  const name = member?.name ?? common.unknown
  const remove = () =>
    whenDone(unassign.mutateAsync(assignment), () =>
      notifyUndo(text.unassigned(name), () =>
        whenDone(assign.mutateAsync(assignment), () => notifyDone(text.assigned(name))),
      ),
    )
  return (
    <li>
      <MemberAvatar name={name} colour={member?.colour ?? '#868e96'} size={26} />
      <span className={styles.words}>
        <strong>{name}</strong> {doneAt ? text.isDone : dueWords(due)}
        {note && <span className={styles.note}>{note}</span>}
      </span>
      <ActionIcon aria-label={text.edit(name)} onClick={onEdit}>
        <IconPencil size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon aria-label={text.unassign(name)} onClick={remove}>
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </li>
  )
}
