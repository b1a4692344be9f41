import { ActionIcon, Button, TextInput } from '@mantine/core'
import { isLinkAddress } from '@polyphony/document'
import {
  IconAt,
  IconBlockquote,
  IconBold,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
} from '@tabler/icons-react'
import type { Editor } from '@tiptap/core'
import { useEffect, useReducer, useState } from 'react'
import { threads as words } from '../../text/threads.ts'
import styles from './richText.module.css'

const TOOLS = [
  ['bold', IconBold, (editor: Editor) => editor.chain().focus().toggleBold()],
  ['italic', IconItalic, (editor: Editor) => editor.chain().focus().toggleItalic()],
  ['bulletList', IconList, (editor: Editor) => editor.chain().focus().toggleBulletList()],
  ['orderedList', IconListNumbers, (editor: Editor) => editor.chain().focus().toggleOrderedList()],
  ['blockquote', IconBlockquote, (editor: Editor) => editor.chain().focus().toggleBlockquote()],
] as const

/** What a text can be made of, in one row; a link asks for its address in a second one. */
export const RichTextToolbar = ({ editor }: { editor: Editor }) => {
  const [, refresh] = useReducer((count: number) => count + 1, 0)
  const [linking, setLinking] = useState(false)
  useEffect(() => {
    editor.on('transaction', refresh)
    return () => {
      editor.off('transaction', refresh)
    }
  }, [editor])
  return (
    <>
      <div role="toolbar" aria-label={words.toolbar} className={styles.tools}>
        {TOOLS.map(([name, Icon, run]) => (
          <ActionIcon
            key={name}
            size={24}
            title={words.tools[name]}
            aria-label={words.tools[name]}
            aria-pressed={editor.isActive(name)}
            className={styles.tool}
            // Pressing must not take the focus, and with it the selection, out of the text.
            onMouseDown={event => event.preventDefault()}
            onClick={() => run(editor).run()}
          >
            <Icon size={15} stroke={1.8} aria-hidden />
          </ActionIcon>
        ))}
        <ActionIcon
          size={24}
          title={words.tools.link}
          aria-label={words.tools.link}
          aria-pressed={editor.isActive('link')}
          aria-expanded={linking}
          className={styles.tool}
          onMouseDown={event => event.preventDefault()}
          onClick={() => setLinking(value => !value)}
        >
          <IconLink size={15} stroke={1.8} aria-hidden />
        </ActionIcon>
        <ActionIcon
          size={24}
          title={words.tools.mention}
          aria-label={words.tools.mention}
          className={styles.tool}
          onMouseDown={event => event.preventDefault()}
          onClick={() => {
            const { $from } = editor.state.selection
            const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc')
            editor
              .chain()
              .focus()
              .insertContent(before === '' || /\s$/.test(before) ? '@' : ' @')
              .run()
          }}
        >
          <IconAt size={15} stroke={1.8} aria-hidden />
        </ActionIcon>
      </div>
      {linking && (
        <LinkAddress
          editor={editor}
          onDone={() => {
            setLinking(false)
            editor.commands.focus()
          }}
        />
      )}
    </>
  )
}

const LinkAddress = ({ editor, onDone }: { editor: Editor; onDone: () => void }) => {
  const present = (editor.getAttributes('link').href as string | undefined) ?? ''
  const [address, setAddress] = useState(present)
  const [wrong, setWrong] = useState(false)
  const set = () => {
    const typed = address.trim()
    // Nobody types the scheme of an address they know by heart.
    const whole = /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`
    if (!isLinkAddress(whole)) return setWrong(true)
    const chain = editor.chain().focus().extendMarkRange('link')
    if (editor.state.selection.empty && !present)
      chain
        .insertContent({ type: 'text', text: typed, marks: [{ type: 'link', attrs: { href: whole } }] })
        .run()
    else chain.setLink({ href: whole }).run()
    onDone()
  }
  return (
    <div className={styles.link}>
      <TextInput
        autoFocus
        size="xs"
        flex={1}
        aria-label={words.linkAddress}
        placeholder={words.linkPlaceholder}
        error={wrong && words.linkInvalid}
        value={address}
        data-mantine-stop-propagation="true"
        onChange={event => {
          setAddress(event.currentTarget.value)
          setWrong(false)
        }}
        onKeyDown={event => {
          event.stopPropagation()
          if (event.key === 'Enter') {
            // The form around it would be sent.
            event.preventDefault()
            set()
          }
          if (event.key === 'Escape') onDone()
        }}
      />
      <Button size="compact-xs" variant="default" onClick={set}>
        {words.setLink}
      </Button>
      {present && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            editor.chain().focus().extendMarkRange('link').unsetLink().run()
            onDone()
          }}
        >
          {words.removeLink}
        </Button>
      )}
    </div>
  )
}
