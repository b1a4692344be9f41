import { Modal, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { common } from '../../text/common.ts'
import { curating as text } from '../../text/curating.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'

/** A coding that is about to be rejected. */
export interface Rejecting {
  /** The code's name. */
  code: string
  /** Whose coding it is, by name. */
  author: string
  words: string
  /** Null where nothing was said. */
  onReject: (reason: string | null) => void
}

const REASON_LENGTH = 2_000

/** Asks why a coding is to be rejected; one may leave it unsaid. */
export const RejectDialog = ({
  rejecting,
  onClose,
}: {
  rejecting: Rejecting | null
  onClose: () => void
}) => (
  <Modal
    opened={rejecting !== null}
    onClose={onClose}
    title={rejecting && text.rejectTitle(rejecting.code)}
    closeButtonProps={{ 'aria-label': common.close }}
  >
    {rejecting && <RejectForm rejecting={rejecting} onClose={onClose} />}
  </Modal>
)

const RejectForm = ({ rejecting, onClose }: { rejecting: Rejecting; onClose: () => void }) => {
  const [reason, setReason] = useState('')
  return (
    <DialogForm
      confirm={text.confirmReject}
      onCancel={onClose}
      onConfirm={async () => {
        rejecting.onReject(reason.trim() || null)
        onClose()
      }}
    >
      <Text size="sm" lh={1.6}>
        {text.rejectHint(rejecting.author)}
      </Text>
      <Textarea
        label={`${text.reason} (${common.optional})`}
        data-autofocus
        autosize
        minRows={2}
        maxLength={REASON_LENGTH}
        value={reason}
        onChange={event => setReason(event.currentTarget.value)}
      />
    </DialogForm>
  )
}
