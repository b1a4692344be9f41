import { TextInput } from '@mantine/core'
import { type Code, MAX_NAME_LENGTH } from '@polyphony/ontology'
import { useState } from 'react'
import { codebook as text } from '../../text/codebook.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import type { CodeDialogsProps } from './CodeDialogs.tsx'

export const RenameCode = ({ code, commands, onClose }: CodeDialogsProps & { code: Code }) => {
  const [name, setName] = useState(code.name)
  return (
    <DialogForm
      confirm={text.rename}
      disabled={!name.trim() || name.trim() === code.name}
      onCancel={onClose}
      onConfirm={async () => (await commands.run({ type: 'rename', id: code.id, name })) && onClose()}
    >
      <TextInput
        data-autofocus
        label={text.fields.name}
        value={name}
        maxLength={MAX_NAME_LENGTH}
        onChange={event => setName(event.currentTarget.value)}
        onFocus={event => event.currentTarget.select()}
      />
    </DialogForm>
  )
}
