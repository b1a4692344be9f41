import { Button, Group, Textarea, TextInput } from '@mantine/core'
import { IconCheck, IconPencil } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { codePage as text } from '../../text/codePage.ts'
import { common } from '../../text/common.ts'
import styles from './code.module.css'

interface EditableTextProps {
  label: string
  value: string
  maxLength: number
  hint?: string
  /** One line only. */
  line?: boolean
  /** Its label is not shown, for it stands where one sees what it belongs to. */
  quiet?: boolean
  /** Read-only otherwise. */
  editable: boolean
  /** Resolves to whether the server has stored it. */
  onSave: (value: string) => Promise<boolean>
}

/** So long it is said that something is saved, in milliseconds. */
const SAID_MS = 6000

type State = 'reading' | 'editing' | 'saving' | 'failed' | 'saved'

/** A text that reads as text and is written in its place. It says that it is saved once the server has said so. */
export const EditableText = ({
  label,
  value,
  maxLength,
  hint,
  line = false,
  quiet = false,
  editable,
  onSave,
}: EditableTextProps) => {
  const id = useId()
  const [state, setState] = useState<State>('reading')
  const [draft, setDraft] = useState('')
  /** What was there when one began to write. */
  const [base, setBase] = useState('')
  const button = useRef<HTMLButtonElement>(null)
  const returns = useRef(false)
  const writing = state === 'editing' || state === 'saving' || state === 'failed'
  // The field is gone: the keyboard stays where it was.
  useEffect(() => {
    if (!writing && returns.current) button.current?.focus()
    returns.current = false
  }, [writing])

  useEffect(() => {
    if (state !== 'saved') return
    const timer = setTimeout(() => setState('reading'), SAID_MS)
    return () => clearTimeout(timer)
  }, [state])

  if (!editable && value === '') return null
  const begin = () => {
    setDraft(value)
    setBase(value)
    setState('editing')
  }
  const leave = (next: State) => {
    returns.current = true
    setState(next)
  }
  const save = async () => {
    if (state === 'saving') return
    if (draft.trim() === value) return leave('reading')
    setState('saving')
    if (await onSave(draft.trim())) leave('saved')
    else setState('failed')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && state !== 'saving') leave('reading')
    if (event.key === 'Enter' && (line || event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void save()
    }
  }
  const field = {
    autoFocus: true,
    'aria-labelledby': id,
    'aria-describedby': `${id}-help`,
    value: draft,
    maxLength,
    readOnly: state === 'saving',
    onChange: (event: { currentTarget: { value: string } }) => setDraft(event.currentTarget.value),
    onKeyDown,
  }
  return (
    <div className={styles.field} data-quiet={(quiet && !writing) || undefined}>
      <div className={styles.fieldHead}>
        {quiet ? (
          <span id={id} className="visually-hidden">
            {label}
          </span>
        ) : (
          <h3 id={id} className={styles.small}>
            {label}
          </h3>
        )}
        {editable && !writing && (
          <button
            ref={button}
            type="button"
            className={styles.pencil}
            aria-label={text.edit(label)}
            onClick={begin}
          >
            <IconPencil size={14} aria-hidden />
          </button>
        )}
        <span role="status" className={styles.state} data-saved={state === 'saved' || undefined}>
          {state === 'saved' && (
            <>
              <IconCheck size={13} aria-hidden /> {text.savedState}
            </>
          )}
          {state === 'saving' && text.saving}
        </span>
      </div>
      {writing ? (
        <>
          {line ? <TextInput {...field} /> : <Textarea {...field} autosize minRows={2} maxRows={18} />}
          {value !== base && (
            <div className={styles.meanwhile} role="alert">
              <p>{text.changedMeanwhile}</p>
              <blockquote>{value || text.empty}</blockquote>
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => {
                  setDraft(value)
                  setBase(value)
                }}
              >
                {text.takeTheirs}
              </Button>
            </div>
          )}
          {state === 'failed' && (
            <p role="alert" className={styles.failed}>
              {text.failed}
            </p>
          )}
          <Group gap="xs">
            <Button size="compact-sm" loading={state === 'saving'} onClick={save}>
              {common.save}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={state === 'saving'}
              onClick={() => leave('reading')}
            >
              {common.cancel}
            </Button>
            <small id={`${id}-help`} className={styles.soft}>
              {hint ?? text.fieldKeys}
            </small>
          </Group>
        </>
      ) : value ? (
        <p className={quiet ? styles.note : styles.text}>{value}</p>
      ) : (
        <p className={styles.soft}>{quiet ? text.noNote : text.empty}</p>
      )}
    </div>
  )
}
