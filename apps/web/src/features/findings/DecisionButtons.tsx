import { Button, Group, Modal, Text, Textarea, TextInput } from '@mantine/core'
import type { Conversation, Excerpt } from '@polyphony/contract'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useDecideExcerpt } from '../../api/findings.ts'
import { common } from '../../text/common.ts'
import { findings } from '../../text/findings.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { notifyUndo } from '../../ui/notify.ts'
import styles from './findings.module.css'

const text = findings.decision

interface DecisionButtonsProps {
  workspace: string
  excerpt: Excerpt
  conversation: Conversation | undefined
}

/** Approving or declining one excerpt, with the reason; and taking that back. */
export const DecisionButtons = ({ workspace, excerpt, conversation }: DecisionButtonsProps) => {
  const decide = useDecideExcerpt(workspace)
  const [asking, setAsking] = useState<'approved' | 'declined' | null>(null)
  const { state } = excerpt.decision
  const teamOnly = conversation?.ceiling === 'team'
  const set = async (next: Excerpt['decision']['state'], reason: string | null, until: string | null) => {
    const before = excerpt.decision
    try {
      await decide.mutateAsync({ excerpt, decision: { state: next, reason, expiresAt: until } })
    } catch {
      return
    }
    setAsking(null)
    const done =
      next === 'approved' ? text.approvedDone : next === 'declined' ? text.declinedDone : text.reopened
    notifyUndo(done, () =>
      decide.mutate({
        excerpt,
        decision: { state: before.state, reason: before.reason, expiresAt: before.expiresAt },
      }),
    )
  }
  return (
    <>
      <Group gap="xs">
        {state !== 'approved' && (
          <Button
            size="compact-sm"
            variant={state === 'pending' ? 'filled' : 'default'}
            leftSection={<IconCheck size={15} aria-hidden />}
            disabled={teamOnly}
            onClick={() => setAsking('approved')}
          >
            {text.approve}
          </Button>
        )}
        {state !== 'declined' && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconX size={15} aria-hidden />}
            onClick={() => setAsking('declined')}
          >
            {text.decline}
          </Button>
        )}
        {state !== 'pending' && (
          <Button
            size="compact-sm"
            variant="subtle"
            loading={decide.isPending}
            onClick={() => set('pending', null, null)}
          >
            {text.reopen}
          </Button>
        )}
        {teamOnly && state !== 'approved' && <span className={styles.soft}>{text.teamOnly}</span>}
      </Group>
      <Modal
        opened={asking !== null}
        onClose={() => setAsking(null)}
        title={asking === 'approved' ? text.approveTitle : text.declineTitle}
        closeButtonProps={{ 'aria-label': common.close }}
      >
        {asking && (
          <Ask
            state={asking}
            excerpt={excerpt}
            conversation={conversation}
            onCancel={() => setAsking(null)}
            onDecide={(reason, until) => set(asking, reason, until)}
          />
        )}
      </Modal>
    </>
  )
}

interface AskProps {
  state: 'approved' | 'declined'
  excerpt: Excerpt
  conversation: Conversation | undefined
  onCancel: () => void
  onDecide: (reason: string | null, expiresAt: string | null) => Promise<void>
}

const Ask = ({ state, excerpt, conversation, onCancel, onDecide }: AskProps) => {
  const [reason, setReason] = useState('')
  const [day, setDay] = useState('')
  // The day named is the last one: the approval ends with it, where the trustee is.
  const until = day ? new Date(`${day}T23:59:59`) : null
  const past = until !== null && until.getTime() <= Date.now()
  return (
    <DialogForm
      confirm={state === 'approved' ? text.approve : text.decline}
      disabled={past || (state === 'declined' && !reason.trim())}
      onCancel={onCancel}
      onConfirm={() => onDecide(reason.trim() || null, until?.toISOString() ?? null)}
    >
      <blockquote className={styles.quote}>
        {excerpt.turns.map((turn, i) => (
          <p key={`${i}${turn.speaker}`} className="voice">
            {turn.text}
          </p>
        ))}
      </blockquote>
      {state === 'approved' && conversation && (
        <Text size="sm" lh={1.6}>
          {text.approveText(text.where[conversation.ceiling])}
        </Text>
      )}
      <Textarea
        data-autofocus
        label={state === 'approved' ? `${text.approveReason} (${common.optional})` : text.declineReason}
        description={state === 'declined' ? text.declineHint : undefined}
        required={state === 'declined'}
        autosize
        minRows={2}
        value={reason}
        onChange={event => setReason(event.currentTarget.value)}
      />
      {state === 'approved' && (
        <TextInput
          type="date"
          label={`${text.expires} (${common.optional})`}
          description={text.expiresHint}
          error={past}
          value={day}
          onChange={event => setDay(event.currentTarget.value)}
        />
      )}
    </DialogForm>
  )
}
