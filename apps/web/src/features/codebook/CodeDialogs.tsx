import { Modal, Select, Text, Textarea, TextInput } from '@mantine/core'
import { newId } from '@polyphony/document'
import {
  type Code,
  type CodeKind,
  children,
  MAX_NAME_LENGTH,
  type Ontology,
  roots,
  walk,
} from '@polyphony/ontology'
import { useState } from 'react'
import { codebook as text } from '../../text/codebook.ts'
import { common } from '../../text/common.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { mayStandUnder } from './codeTree.ts'
import { MergeDialog } from './MergeDialog.tsx'
import type { useCodebookCommands } from './useCodebookCommands.ts'

export type CodeDialog =
  | { kind: 'create'; parent: string | null; codeKind: CodeKind; name?: string }
  | { kind: 'rename' | 'move' | 'merge' | 'retire' | 'reject'; code: string }

interface CodeDialogsProps {
  ontology: Ontology
  dialog: CodeDialog | null
  /** One may propose, but not decide. */
  proposing: boolean
  counts: Map<string, { own: number }>
  commands: ReturnType<typeof useCodebookCommands>
  onClose: () => void
  onCreated: (code: string) => void
}

/** The dialogs of the codebook; one at a time. */
export const CodeDialogs = (props: CodeDialogsProps) => {
  const { dialog, ontology, onClose } = props
  const code = dialog && 'code' in dialog ? ontology.codes[dialog.code] : undefined
  const title = !dialog
    ? ''
    : dialog.kind === 'create'
      ? props.proposing
        ? text.proposeCode
        : text.newCode
      : dialog.kind === 'merge'
        ? text.mergeTitle
        : text[`${dialog.kind}Title`](code?.name ?? '')
  return (
    <Modal
      opened={dialog !== null}
      onClose={onClose}
      title={title}
      size={dialog?.kind === 'merge' ? 'xl' : 'md'}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      {dialog?.kind === 'create' && <CreateCode {...props} dialog={dialog} />}
      {dialog?.kind === 'rename' && code && <RenameCode {...props} code={code} />}
      {dialog?.kind === 'move' && code && <MoveCode {...props} code={code} />}
      {dialog?.kind === 'merge' && code && <MergeDialog {...props} code={code} />}
      {(dialog?.kind === 'retire' || dialog?.kind === 'reject') && code && (
        <PutAway {...props} code={code} kind={dialog.kind} />
      )}
    </Modal>
  )
}

/** Codes as options of a select, indented as in the tree; the top level first. */
const placeOptions = (ontology: Ontology, kind: CodeKind, may: (id: string) => boolean) => [
  { value: '', label: text.fields.topLevel },
  ...[...walk(ontology, kind)]
    .filter(({ code }) => may(code.id))
    .map(({ code, depth }) => ({ value: code.id, label: `${'\u2003'.repeat(depth)}${code.name}` })),
]

const CreateCode = ({
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
      <Select
        label={text.fields.under}
        data={placeOptions(ontology, kind, () => true)}
        value={parent ?? ''}
        searchable
        allowDeselect={false}
        onChange={value => setParent(value || null)}
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

const RenameCode = ({ code, commands, onClose }: CodeDialogsProps & { code: Code }) => {
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

const MoveCode = ({ ontology, code, commands, onClose }: CodeDialogsProps & { code: Code }) => {
  const [parent, setParent] = useState(code.parent)
  const [before, setBefore] = useState<string | null>(null)
  const siblings = (parent === null ? roots(ontology, code.kind) : children(ontology, parent)).filter(
    c => c.id !== code.id,
  )
  const move = async () => {
    const to = parent === null ? null : (ontology.codes[parent]?.name ?? null)
    if (await commands.run({ type: 'move', id: code.id, parent, before }, text.moved(code.name, to)))
      onClose()
  }
  return (
    <DialogForm confirm={text.moveConfirm} onCancel={onClose} onConfirm={move}>
      <Select
        data-autofocus
        label={text.fields.under}
        data={placeOptions(ontology, code.kind, id => mayStandUnder(ontology, code, id))}
        value={parent ?? ''}
        searchable
        allowDeselect={false}
        onChange={value => {
          setParent(value || null)
          setBefore(null)
        }}
      />
      <Select
        label={text.fields.before}
        data={[
          ...siblings.map(c => ({ value: c.id, label: text.fields.beforeCode(c.name) })),
          { value: '', label: text.fields.last },
        ]}
        value={before ?? ''}
        allowDeselect={false}
        onChange={value => setBefore(value || null)}
      />
    </DialogForm>
  )
}

const PutAway = ({
  code,
  kind,
  commands,
  onClose,
}: CodeDialogsProps & { code: Code; kind: 'retire' | 'reject' }) => {
  const [reason, setReason] = useState('')
  const done = kind === 'retire' ? text.retired(code.name) : text.rejected(code.name)
  return (
    <DialogForm
      confirm={text[`${kind}Confirm`]}
      danger
      disabled={!reason.trim()}
      onCancel={onClose}
      onConfirm={async () => (await commands.run({ type: kind, id: code.id, reason }, done)) && onClose()}
    >
      <Text size="sm" lh={1.6}>
        {text[`${kind}Text`]}
      </Text>
      <Textarea
        data-autofocus
        label={text.fields.reason}
        description={text.fields.reasonHint}
        autosize
        minRows={2}
        required
        value={reason}
        onChange={event => setReason(event.currentTarget.value)}
      />
    </DialogForm>
  )
}
