import { ActionIcon, Button, Text, Textarea, TextInput } from '@mantine/core'
import { newId } from '@polyphony/document'
import { type Code, MAX_NAME_LENGTH, type Ontology } from '@polyphony/ontology'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { splitting } from '../../text/splitting.ts'
import { CodeChip } from '../../ui/CodeChip.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { FormFailure } from '../../ui/FormFailure.tsx'
import { CodePicker } from '../codebook/CodePicker.tsx'
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

/** Which codes a code becomes, new ones with a sentence each and such as are there, and why. */
export const SplitForm = ({ ontology, code, commands, onCancel }: SplitFormProps) => {
  const [parts, setParts] = useState<Part[]>(() => [fresh(), fresh()])
  const [also, setAlso] = useState<readonly string[]>([])
  const [reason, setReason] = useState('')
  const change = (id: string, patch: Partial<Part>) =>
    setParts(parts.map(part => (part.id === id ? { ...part, ...patch } : part)))
  const into = parts.map(({ id, name, short }) => ({
    id,
    name: name.trim(),
    ...(short.trim() && { definition: { short: short.trim() } }),
  }))
  const count = into.length + also.length
  const may = useCallback(
    (other: Code) => other.kind === code.kind && other.id !== code.id && !also.includes(other.id),
    [code, also],
  )
  const named = into.every(({ name }) => name !== '')
  const operation = {
    type: 'split' as const,
    id: code.id,
    into,
    also: [...also],
    reason: reason.trim() || null,
  }
  const refusal = named ? refusalOf(ontology, operation) : null
  /** A code that is there takes the place of a part that was not named. */
  const take = (id: string) => {
    setAlso([...also, id])
    const empty = parts.findLast(({ name, short }) => !name.trim() && !short.trim())
    if (empty) setParts(parts.filter(part => part !== empty))
  }
  const split = () =>
    commands.run(
      operation,
      text.done(code.name, [
        ...into.map(({ name }) => name),
        ...also.map(id => ontology.codes[id]?.name ?? id),
      ]),
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
                {count > 2 && (
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
        {also.length > 0 && (
          <ul className={styles.parts} aria-label={text.there}>
            {also.map(id => {
              const { name, colour, definition } = ontology.codes[id]!
              return (
                <li key={id} className={styles.part}>
                  <div>
                    <CodeChip name={name} colour={colour} />
                  </div>
                  {definition.short && (
                    <Text size="sm" c="dimmed">
                      {definition.short}
                    </Text>
                  )}
                  <ActionIcon
                    className={styles.removePart}
                    aria-label={text.removeThere(name)}
                    onClick={() => setAlso(also.filter(other => other !== id))}
                  >
                    <IconX size={16} aria-hidden />
                  </ActionIcon>
                </li>
              )
            })}
          </ul>
        )}
        {count < text.most && (
          <div className={styles.more}>
            <Button
              variant="default"
              leftSection={<IconPlus size={15} aria-hidden />}
              onClick={() => setParts([...parts, fresh()])}
            >
              {text.add}
            </Button>
            <CodePicker
              label={text.pick}
              ontology={ontology}
              may={may}
              value={null}
              onChange={id => id && take(id)}
            />
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
