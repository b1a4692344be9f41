import { Modal, TextInput } from '@mantine/core'
import { LIMITS } from '@polyphony/contract'
import { useState } from 'react'
import { useRenameWorkspace } from '../../api/workspaces.ts'
import { common } from '../../text/common.ts'
import { workspaces as text } from '../../text/workspaces.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { notifyDone } from '../../ui/notify.ts'

interface RenameWorkspaceModalProps {
  workspace: string
  name: string
  opened: boolean
  onClose: () => void
}

/** Gives the workspace another name. */
export const RenameWorkspaceModal = ({ opened, ...props }: RenameWorkspaceModalProps) => (
  <Modal
    opened={opened}
    onClose={props.onClose}
    title={text.rename}
    closeButtonProps={{ 'aria-label': common.close }}
  >
    <Rename {...props} />
  </Modal>
)

const Rename = ({ workspace, name, onClose }: Omit<RenameWorkspaceModalProps, 'opened'>) => {
  const rename = useRenameWorkspace(workspace)
  const [next, setNext] = useState(name)
  const submit = () =>
    rename.mutateAsync(next).then(
      () => {
        notifyDone(text.renamed)
        onClose()
      },
      () => undefined, // Said as an alert.
    )
  return (
    <DialogForm
      confirm={common.save}
      disabled={!next.trim() || next.trim() === name}
      onCancel={onClose}
      onConfirm={submit}
    >
      <TextInput
        data-autofocus
        label={text.name}
        value={next}
        maxLength={LIMITS.nameLength}
        onChange={event => setNext(event.currentTarget.value)}
      />
    </DialogForm>
  )
}
