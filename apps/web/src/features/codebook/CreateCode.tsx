import { Select, Textarea, TextInput } from '@mantine/core'
import { newId } from '@polyphony/document'
import { type Code, type CodeKind, MAX_NAME_LENGTH } from '@polyphony/ontology'
import { useCallback, useState } from 'react'
import { codebook as text } from '../../text/codebook.ts'
import { common } from '../../text/common.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import type { CodeDialog, CodeDialogsProps } from './CodeDialogs.tsx'
import { CodePicker } from './CodePicker.tsx'

/** A new code, or a proposal of one. */
export const CreateCode = ({
  ontology,
  dialog,
  proposing,
  commands,
  onClose,
  onCreated,
}: CodeDialogsProps & { dialog: Extract<CodeDialog, { kind: 'create' }> }) => {
  const [name, setName] = useState(dialog.name ?? '')
  const [kind, setKind] = useState<CodeKind>(dialog.codeKind)
  const [parent, setParent] = useState(dialog.parent)
  const [short, setShort] = useState('')
  const may = useCallback((code: Code) => code.kind === kind, [kind])
  const create = async () => {
    const id = newId()
    const definition = short.trim() ? { short: short.trim() } : undefined
    const done = (proposing ? text.proposedDone : text.created)(name.trim())
    if (
      await commands.run({ type: 'create', id, name, kind, parent, definition, proposed: proposing }, done)
    ) {
      onClose()
      onCreated(id)
    }
  }
  return (
    <DialogForm
      confirm={proposing ? text.proposeCode : common.create}
      disabled={!name.trim()}
      onCancel={onClose}
      onConfirm={create}
    >
      <TextInput
        data-autofocus
        label={text.fields.name}
        value={name}
        maxLength={MAX_NAME_LENGTH}
        required
        onChange={event => setName(event.currentTarget.value)}
      />
      {dialog.parent === null && (
        <Select
          label={text.fields.kind}
          data={(['thematic', 'structural'] as const).map(value => ({
            value,
            label: text.fields.kindNames[value],
          }))}
          value={kind}
          allowDeselect={false}
          onChange={value => {
            setKind(value as CodeKind)
            setParent(null)
          }}
        />
      )}
      <CodePicker
        label={text.fields.under}
        ontology={ontology}
        may={may}
        top
        value={parent}
        onChange={setParent}
      />
      <Textarea
        label={`${text.fields.short} (${common.optional})`}
        autosize
        minRows={2}
        value={short}
        onChange={event => setShort(event.currentTarget.value)}
      />
    </DialogForm>
  )
}
