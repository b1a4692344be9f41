import { Text, Textarea, TextInput } from '@mantine/core'
import { newId } from '@polyphony/document'
import { type Code, MAX_NAME_LENGTH } from '@polyphony/ontology'
import { useState } from 'react'
import { codebook as words } from '../../text/codebook.ts'
import { codebookTree as text } from '../../text/codebookTree.ts'
import { common } from '../../text/common.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { FormFailure } from '../../ui/FormFailure.tsx'
import type { CodeDialogsProps } from './CodeDialogs.tsx'
import { groupSteps } from './moveSteps.ts'
import { refusalOf } from './refusalOf.ts'

/** A new code above one code or several. */
export const GroupCodes = ({
  ontology,
  codes,
  commands,
  onClose,
  onCreated,
}: CodeDialogsProps & { codes: readonly Code[] }) => {
  const [id] = useState(newId)
  const [name, setName] = useState('')
  const [short, setShort] = useState('')
  const names = codes.map(code => code.name)
  const ids = codes.map(code => code.id)
  const steps = groupSteps(ontology, ids, { id, name: name.trim(), short })
  const refusal = name.trim()
    ? refusalOf(ontology, { type: 'batch', id: 'preview', title: words.newCode, steps })
    : null
  const group = async () => {
    const title = text.didGroup(codes.length, name.trim())
    if (await commands.runAll(steps, title, text.grouped(names, name.trim()))) {
      onClose()
      onCreated(id)
    }
  }
  return (
    <DialogForm
      confirm={text.groupConfirm}
      disabled={!name.trim() || refusal !== null}
      onCancel={onClose}
      onConfirm={group}
    >
      <Text size="sm" lh={1.6}>
        {text.groupText}
      </Text>
      <TextInput
        data-autofocus
        label={words.fields.name}
        value={name}
        maxLength={MAX_NAME_LENGTH}
        required
        onChange={event => setName(event.currentTarget.value)}
      />
      <Textarea
        label={`${words.fields.short} (${common.optional})`}
        autosize
        minRows={2}
        value={short}
        onChange={event => setShort(event.currentTarget.value)}
      />
      <FormFailure message={refusal?.message ?? null} />
    </DialogForm>
  )
}
