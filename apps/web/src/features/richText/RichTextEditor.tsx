import { Portal } from '@mantine/core'
import { cleanRichText, isLinkAddress, RICH_TEXT_LIMITS, type RichText } from '@polyphony/document'
import { Editor, Node } from '@tiptap/core'
import StarterKit from '@tiptap/starter-kit'
import { useId, useLayoutEffect, useRef, useState } from 'react'
import { threads as words } from '../../text/threads.ts'
import { MemberAvatar } from '../../ui/MemberAvatar.tsx'
import { mentionQuery, peopleMatching } from './mentionMatch.ts'
import type { People, Person } from './Person.ts'
import { RichTextToolbar } from './RichTextToolbar.tsx'
import styles from './richText.module.css'

/** HTML longer than this is not parsed: its words are taken alone. */
const MAX_HTML = 300_000

interface RichTextEditorProps {
  /** What it begins with; later ones are not looked at. */
  initial: RichText
  label: string
  people: People
  onChange: (text: RichText) => void
  /** Ctrl or command with Enter. */
  onSubmit: () => void
  onEscape: () => void
  /** Something was not pasted; the message says why. */
  onRefused: (message: string) => void
}

interface MentionSearch {
  found: Person[]
  index: number
  /** The @ and what follows, in positions of the editor's document. */
  from: number
  to: number
  left: number
  top: number
  /** Where the list stands when there is no room below. */
  bottom: number
}

/** The editor of memos and comments. A chunk of its own: whoever only reads never fetches it. */
export const RichTextEditor = (props: RichTextEditorProps) => {
  const latest = useRef(props)
  latest.current = props
  const place = useRef<HTMLDivElement>(null)
  const [editor, setEditor] = useState<Editor | null>(null)
  const [search, setSearch] = useState<MentionSearch | null>(null)
  const searching = useRef(search)
  searching.current = search
  const listId = useId()

  useLayoutEffect(() => {
    const choose = (person: Person) => {
      const { from, to } = searching.current!
      made
        .chain()
        .focus()
        .insertContentAt({ from, to }, [
          { type: 'mention', attrs: { member: person.id } },
          { type: 'text', text: ' ' },
        ])
        .run()
    }
    const look = () => {
      const { selection } = made.state
      const { $from, empty } = selection
      const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc')
      const query = empty && made.isFocused ? mentionQuery(before) : null
      const found = query === null ? [] : peopleMatching(latest.current.people.values(), query)
      if (query === null || found.length === 0 || dismissed === $from.pos - query.length) {
        if (query === null) dismissed = null
        setSearch(null)
        return
      }
      const from = $from.pos - query.length - 1
      const { left, top, bottom } = made.view.coordsAtPos(from)
      setSearch(now => ({
        found,
        index: now?.from === from ? Math.min(now.index, found.length - 1) : 0,
        from,
        to: $from.pos,
        left,
        top: bottom,
        bottom: top,
      }))
    }
    /** Where the list was closed by Esc: it stays closed for that @. */
    let dismissed: number | null = null

    const onSearchKey = (event: KeyboardEvent): boolean => {
      const now = searching.current
      if (!now) return false
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step) {
        setSearch({ ...now, index: (now.index + step + now.found.length) % now.found.length })
        return true
      }
      if (event.key === 'Escape') {
        dismissed = now.from + 1
        setSearch(null)
        return true
      }
      if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === 'Tab') {
        choose(now.found[now.index]!)
        return true
      }
      return false
    }

    /** Whether so many characters more would be too many; says so. */
    const isTooMuch = (incoming: number): boolean => {
      const { from, to } = made.state.selection
      const kept = made.getText().length - made.state.doc.textBetween(from, to, '\n').length
      if (kept + incoming <= RICH_TEXT_LIMITS.characters) return false
      latest.current.onRefused(words.pasteTooLong(incoming, RICH_TEXT_LIMITS.characters))
      return true
    }
    const onPaste = (data: DataTransfer | null): boolean => {
      const text = data?.getData('text/plain') ?? ''
      const html = data?.getData('text/html') ?? ''
      if (isTooMuch(text.length)) return true
      if (html.length <= MAX_HTML) return false
      if (text === '') latest.current.onRefused(words.pasteTooLong(html.length, RICH_TEXT_LIMITS.characters))
      else made.view.pasteText(text)
      return true
    }

    const made = new Editor({
      element: place.current,
      content: latest.current.initial,
      extensions: [
        StarterKit.configure({
          heading: false,
          codeBlock: false,
          horizontalRule: false,
          underline: false,
          dropcursor: false,
          gapcursor: false,
          trailingNode: false,
          link: {
            openOnClick: false,
            protocols: ['http', 'https', 'mailto'],
            defaultProtocol: 'https',
            isAllowedUri: isLinkAddress,
            HTMLAttributes: { rel: 'noopener noreferrer nofollow', target: null },
          },
        }),
        mentionNode(() => latest.current.people),
      ],
      editorProps: {
        attributes: {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': latest.current.label,
          'aria-autocomplete': 'list',
          'data-placeholder': latest.current.label,
          // Esc here keeps the draft; it does not also close the drawer around it.
          'data-mantine-stop-propagation': 'true',
          // A drawer that opens with it leaves the keyboard here.
          'data-autofocus': 'true',
          class: styles.writing!,
        },
        handleKeyDown(_view, event) {
          if (event.isComposing) return false
          if (onSearchKey(event)) return true
          if (event.key === 'Escape') {
            latest.current.onEscape()
            return true
          }
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            latest.current.onSubmit()
            return true
          }
          // A list deeper than three is flattened when it is sent: it does not get there.
          return event.key === 'Tab' && !event.shiftKey && listDepth(made) >= 3
        },
        handlePaste: (_view, event) => onPaste(event.clipboardData),
        handleDrop: (_view, event, _slice, moved) => !moved && onPaste(event.dataTransfer),
      },
      onUpdate: () => latest.current.onChange(cleanRichText(made.getJSON())),
      onTransaction: look,
      onBlur: () => setSearch(null),
    })
    // At once, not in the next frame as Tiptap's own command does: keys typed meanwhile would be the desk's.
    made.commands.setTextSelection(made.state.doc.content.size)
    made.view.focus()
    setEditor(made)
    choosePerson.current = choose
    return () => made.destroy()
  }, [])
  const choosePerson = useRef<(person: Person) => void>(() => {})

  // The editor's element is its own: what the list says of itself is written on it by hand.
  useLayoutEffect(() => {
    const element = editor?.view.dom
    if (!element) return
    if (search) {
      element.setAttribute('aria-controls', listId)
      element.setAttribute('aria-activedescendant', `${listId}-${search.index}`)
    } else {
      element.removeAttribute('aria-controls')
      element.removeAttribute('aria-activedescendant')
    }
  }, [editor, search, listId])

  return (
    <>
      <div ref={place} className={styles.place} />
      {editor && <RichTextToolbar editor={editor} />}
      <span role="status" className={styles.unseen}>
        {search && words.peopleFound(search.found.length)}
      </span>
      {search && (
        <Portal>
          <div
            id={listId}
            role="listbox"
            aria-label={words.people}
            className={styles.people}
            style={placeOf(search)}
          >
            {search.found.map((person, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the editor's, which keeps the focus
              // biome-ignore lint/a11y/useFocusableInteractive: named by aria-activedescendant
              <div
                key={person.id}
                id={`${listId}-${index}`}
                role="option"
                aria-selected={index === search.index}
                // Pressing must not take the focus out of the text.
                onMouseDown={event => event.preventDefault()}
                onClick={() => choosePerson.current(person)}
              >
                <MemberAvatar name={person.name} colour={person.colour} size={20} />
                {person.name}
              </div>
            ))}
          </div>
        </Portal>
      )}
    </>
  )
}

const ROW = 34

/** Below the @, above it where there is no room, and never out of the window. */
const placeOf = ({ found, left, top, bottom }: MentionSearch): React.CSSProperties => {
  const height = found.length * ROW + 10
  const above = top + height > window.innerHeight && bottom > height
  return {
    left: Math.max(8, Math.min(left, window.innerWidth - 248)),
    ...(above ? { bottom: window.innerHeight - bottom + 4 } : { top: top + 4 }),
  }
}

const listDepth = ({ state }: Editor): number => {
  const { $from } = state.selection
  let depth = 0
  for (let at = $from.depth; at > 0; at--) if ($from.node(at).type.name === 'listItem') depth++
  return depth
}

/** A member of the team in the text: one piece, known by id. */
const mentionNode = (people: () => People) => {
  const nameOf = (member: unknown) => people().get(String(member))?.name ?? words.someone
  return Node.create({
    name: 'mention',
    group: 'inline',
    inline: true,
    atom: true,
    selectable: false,
    addAttributes: () => ({
      member: {
        default: null,
        parseHTML: element => element.getAttribute('data-member'),
        renderHTML: ({ member }) => ({ 'data-member': member }),
      },
    }),
    // Pasted from elsewhere, only what names somebody of the team is a mention.
    parseHTML: () => [
      {
        tag: 'span[data-member]',
        getAttrs: element => (people().has(element.getAttribute('data-member') ?? '') ? null : false),
      },
    ],
    renderHTML: ({ node, HTMLAttributes }) => [
      'span',
      { ...HTMLAttributes, class: styles.mention },
      `@${nameOf(node.attrs.member)}`,
    ],
    renderText: ({ node }) => `@${nameOf(node.attrs.member)}`,
  })
}
