import { ActionIcon, Button, Text, Textarea, TextInput } from '@mantine/core'
import { newId } from '@polyphony/document'
import { type Code, MAX_NAME_LENGTH, type Ontology } from '@polyphony/ontology'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { splitting } from '../../text/splitting.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { FormFailure } from '../../ui/FormFailure.tsx'
import { refusalOf } from '../codebook/refusalOf.ts'
import type { useCodebookCommands } from '../codebook/useCodebookCommands.ts'
import styles from './splitting.module.css'

const text = splitting.form

interface Part {
  id: string
  name: string
  short: string
}

const fresh = (): Part => ({ id: newId(), name: '', short: '' })

interface SplitFormProps {
  ontology: Ontology
  code: Code
  commands: ReturnType<typeof useCodebookCommands>
  onCancel: () => void
}

/** Which codes a code becomes, each with a sentence, and why. */
export const SplitForm = ({ ontology, code, commands, onCancel }: SplitFormProps) => {
  const [parts, setParts] = useState<Part[]>(() => [fresh(), fresh()])
  const [reason, setReason] = useState('')
  const change = (id: string, patch: Partial<Part>) =>
    setParts(parts.map(part => (part.id === id ? { ...part, ...patch } : part)))
  const into = parts.map(({ id, name, short }) => ({
    id,
    name: name.trim(),
    ...(short.trim() && { definition: { short: short.trim() } }),
  }))
  const named = into.every(({ name }) => name !== '')
  const operation = { type: 'split' as const, id: code.id, into, reason: reason.trim() || null }
  const refusal = named ? refusalOf(ontology, operation) : null
  const split = () =>
    commands.run(
      operation,
      text.done(
        code.name,
        into.map(({ name }) => name),
      ),
    )
  return (
    <div className={styles.form}>
      <DialogForm
        confirm={text.confirm}
        disabled={!named || refusal !== null || reason.trim() === ''}
        onCancel={onCancel}
        onConfirm={split}
      >
        <Text size="sm" lh={1.6}>
          {text.explain(code.name)}
        </Text>
        <ol className={styles.parts}>
          {parts.map(({ id, name, short }, index) => (
            <li key={id}>
              <fieldset className={styles.part} aria-label={text.part(index + 1)}>
                <TextInput
                  label={text.name}
                  data-autofocus={index === 0 || undefined}
                  autoFocus={index === 0}
                  value={name}
                  maxLength={MAX_NAME_LENGTH}
                  required
                  onChange={event => change(id, { name: event.currentTarget.value })}
                />
                <Textarea
                  label={text.short}
                  autosize
                  minRows={1}
                  maxLength={2_000}
                  value={short}
                  onChange={event => change(id, { short: event.currentTarget.value })}
                />
                {parts.length > 2 && (
                  <ActionIcon
                    className={styles.removePart}
                    aria-label={text.remove(index + 1)}
                    onClick={() => setParts(parts.filter(part => part.id !== id))}
                  >
                    <IconX size={16} aria-hidden />
                  </ActionIcon>
                )}
              </fieldset>
            </li>
          ))}
        </ol>
        {parts.length < text.most && (
          <div>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPlus size={15} aria-hidden />}
              onClick={() => setParts([...parts, fresh()])}
            >
              {text.add}
            </Button>
          </div>
        )}
        <Textarea
          label={text.reason}
          description={text.reasonHint}
          autosize
          minRows={2}
          required
          value={reason}
          onChange={event => setReason(event.currentTarget.value)}
        />
        <FormFailure message={refusal?.message ?? null} />
      </DialogForm>
    </div>
  )
}
