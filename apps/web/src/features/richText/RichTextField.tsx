import { Button, Textarea } from '@mantine/core'
import {
  type Body,
  excessOf,
  fromPlainText,
  plainText,
  RICH_TEXT_LIMITS,
  type RichText,
  toBody,
  toRichText,
} from '@polyphony/document'
import { useEffect, useRef, useState } from 'react'
import { common } from '../../text/common.ts'
import { threads as words } from '../../text/threads.ts'
import { notifyUndo } from '../../ui/notify.ts'
import type { Drafts } from './drafts.ts'
import { useEditorModule } from './loadEditor.ts'
import type { People } from './Person.ts'
import styles from './richText.module.css'

/** Drafts are written when the hand rests, and when the field goes. */
const REST_MS = 250
/** From here on one is told how much room is left. */
const NEARLY_FULL = 0.9

interface RichTextFieldProps {
  drafts: Drafts
  /** What the draft is for. */
  draftKey: string
  /** What stands there already; '' for something new. */
  initial: Body
  label: string
  send: string
  people: People
  /** Sending nothing is a statement, too: it removes what stands there. */
  allowEmpty?: boolean
  onSend: (body: Body) => void
  /** The field goes; what was typed is kept as a draft unless it was sent or discarded. */
  onClose: () => void
  /** Opens the field again, after a discarded draft was taken back. */
  onReopen: () => void
}

/** A field for prose. What is typed is never lost: not by Esc, a lost connection, a reload or the end of a session. */
export const RichTextField = ({
  drafts,
  draftKey,
  initial,
  label,
  send,
  people,
  allowEmpty = false,
  onSend,
  onClose,
  onReopen,
}: RichTextFieldProps) => {
  const { module, failed } = useEditorModule()
  const [begin] = useState(() => drafts.read(draftKey) ?? toRichText(initial))
  const [text, setText] = useState(begin)
  /** The text at this moment: the editor may be a letter ahead of what is drawn. */
  const typed = useRef(begin)
  const [refused, setRefused] = useState<string | null>(null)
  const unkept = useRef<{ text: RichText; timer: ReturnType<typeof setTimeout> } | null>(null)

  const keepNow = useRef(() => {})
  keepNow.current = () => {
    const waiting = unkept.current
    if (!waiting) return
    clearTimeout(waiting.timer)
    unkept.current = null
    if (saysSame(waiting.text, toRichText(initial))) drafts.remove(draftKey)
    else drafts.write(draftKey, waiting.text)
  }
  useEffect(() => {
    const keep = () => keepNow.current()
    addEventListener('pagehide', keep)
    return () => {
      removeEventListener('pagehide', keep)
      keep()
    }
  }, [])
  const change = (changed: RichText) => {
    typed.current = changed
    setText(changed)
    setRefused(null)
    clearTimeout(unkept.current?.timer)
    unkept.current = { text: changed, timer: setTimeout(() => keepNow.current(), REST_MS) }
  }

  const length = plainText(text).length
  const problem = problemOf(text)
  const mayBeSent = (text: RichText) => problemOf(text) === null && (allowEmpty || !isEmpty(text))
  const leave = () => {
    keepNow.current()
    onClose()
  }
  const forget = () => {
    clearTimeout(unkept.current?.timer)
    unkept.current = null
    drafts.remove(draftKey)
  }
  const submit = () => {
    const text = typed.current
    if (!mayBeSent(text)) return
    const body = toBody(trimmed(text))
    onSend(isEmpty(text) ? '' : typeof body === 'string' ? body.trim() : body)
    forget()
  }
  const cancel = () => {
    const text = typed.current
    const changed = !saysSame(text, toRichText(initial))
    forget()
    onClose()
    if (changed && !isEmpty(text))
      notifyUndo(words.discarded, () => {
        drafts.write(draftKey, text)
        onReopen()
      })
  }
  const plain = typeof toBody(text) === 'string'
  const note = problem ?? refused
  return (
    <form
      className={styles.field}
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      <div className={styles.box}>
        {module ? (
          <module.RichTextEditor
            initial={text}
            label={label}
            people={people}
            onChange={change}
            onSubmit={submit}
            onEscape={leave}
            onRefused={setRefused}
          />
        ) : (
          // Already takes what is typed: the keys must not become shortcuts while the editor is on its way.
          <Textarea
            autoFocus
            // A drawer that opens with it leaves the keyboard here.
            data-autofocus
            autosize
            minRows={2}
            maxRows={10}
            variant="unstyled"
            className={styles.waiting}
            aria-label={label}
            placeholder={label}
            readOnly={!plain}
            aria-busy={!failed}
            value={plainText(text, id => people.get(id)?.name ?? words.someone)}
            data-mantine-stop-propagation="true"
            onFocus={event => event.currentTarget.setSelectionRange(length, length)}
            onChange={event => change(fromPlainText(event.currentTarget.value))}
            onKeyDown={event => {
              event.stopPropagation()
              if (event.key === 'Escape') leave()
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
                event.preventDefault()
                submit()
              }
            }}
          />
        )}
        {failed && <p className={styles.note}>{plain ? words.plainOnly : words.plainOnlyRich}</p>}
      </div>
      {note && (
        <p role="alert" className={styles.problem}>
          {note}
        </p>
      )}
      <div className={styles.foot}>
        <small>
          {length > RICH_TEXT_LIMITS.characters * NEARLY_FULL
            ? words.characters(length, RICH_TEXT_LIMITS.characters)
            : words.hint(send)}
        </small>
        <Button size="compact-xs" variant="default" onClick={cancel}>
          {common.cancel}
        </Button>
        <Button size="compact-xs" type="submit" disabled={!mayBeSent(text)}>
          {send}
        </Button>
      </div>
    </form>
  )
}

const isEmpty = (text: RichText): boolean => plainText(text).trim() === ''

/** Why a text cannot be sent. */
const problemOf = (text: RichText): string | null => {
  const over = plainText(text).length - RICH_TEXT_LIMITS.characters
  return over > 0 ? words.tooLong(over) : excessOf(text) ? words.tooMuch : null
}

const saysSame = (a: RichText, b: RichText): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Without the empty lines before and after. */
const trimmed = ({ content }: RichText): RichText => {
  const isBlank = (block: RichText['content'][number] | undefined) =>
    block?.type === 'paragraph' && !block.content?.length
  const blocks = [...content]
  while (blocks.length > 1 && isBlank(blocks.at(-1))) blocks.pop()
  while (blocks.length > 1 && isBlank(blocks[0])) blocks.shift()
  return { type: 'doc', content: blocks }
}
