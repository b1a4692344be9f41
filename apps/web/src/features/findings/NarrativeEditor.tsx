import { RichTextEditor } from '@mantine/tiptap'
import { NARRATIVE_FRAGMENT } from '@polyphony/document'
import Collaboration from '@tiptap/extension-collaboration'
import CollaborationCaret from '@tiptap/extension-collaboration-caret'
import { useEditor } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { useMemo } from 'react'
import { useSharedDocument } from '../../collab/CollabProvider.tsx'
import { useStore } from '../../collab/createStore.ts'
import type { SharedDocument } from '../../collab/sharedDocument.ts'
import { common } from '../../text/common.ts'
import { findings as text } from '../../text/findings.ts'
import { PageLoading } from '../../ui/PageLoading.tsx'
import styles from './findings.module.css'

interface NarrativeEditorProps {
  finding: string
  editable: boolean
  /** How I appear to others; the server writes the same again. */
  me: { name: string; colour: string }
}

/** The narrative of a finding, written by several people at once. */
export const NarrativeEditor = ({ finding, editable, me }: NarrativeEditorProps) => {
  const document = useSharedDocument(
    useMemo(() => ({ kind: 'finding', finding }), [finding]),
    { awareness: true, own: editable },
  )
  return document ? <Opened document={document} editable={editable} me={me} /> : <PageLoading />
}

const Opened = ({
  document,
  editable,
  me,
}: Omit<NarrativeEditorProps, 'finding'> & { document: SharedDocument }) => {
  const { opened, writable, closed } = useStore(document.state, state => state)
  if (closed)
    return (
      <p role="status" className={styles.closed}>
        {text.narrativeClosed[closed as keyof typeof text.narrativeClosed] ?? text.narrativeClosed.other}
      </p>
    )
  // An editor on a document that has not been read would write its own empty paragraph into it.
  if (!opened)
    return (
      <p role="status" className={styles.soft}>
        {text.narrativeOpening}
      </p>
    )
  return <Editor key={document.doc.guid} document={document} editable={editable && writable} me={me} />
}

/** Carets of others, drawn with text content only: names come from people. */
const renderCaret = (user: Record<string, unknown>): HTMLElement => {
  const caret = window.document.createElement('span')
  caret.className = styles.caret!
  const colour = String(user.color ?? '')
  if (/^#[0-9a-f]{6}$/i.test(colour)) caret.style.setProperty('--code', colour)
  const label = window.document.createElement('span')
  label.className = styles.caretLabel!
  label.textContent = String(user.name ?? '')
  caret.append(label)
  return caret
}

const Editor = ({
  document,
  editable,
  me,
}: Omit<NarrativeEditorProps, 'finding'> & { document: SharedDocument }) => {
  const editor = useEditor(
    {
      editable,
      extensions: [
        // Undo comes with the collaboration: it takes back only what I wrote.
        StarterKit.configure({ undoRedo: false, link: { openOnClick: false } }),
        Collaboration.configure({ document: document.doc, field: NARRATIVE_FRAGMENT }),
        CollaborationCaret.configure({
          provider: document,
          user: { name: me.name, color: me.colour },
          render: renderCaret,
          selectionRender: () => ({ nodeName: 'span', class: styles.peerSelection }),
        }),
      ],
      editorProps: {
        attributes: {
          'aria-label': text.narrative,
          'aria-multiline': 'true',
          role: 'textbox',
          class: styles.prose!,
          'data-placeholder': text.narrativePlaceholder,
        },
      },
    },
    [document],
  )
  if (editor && editor.isEditable !== editable) editor.setEditable(editable)
  return (
    <>
      {!editable && <p className={styles.soft}>{text.narrativeReadOnly}</p>}
      <RichTextEditor editor={editor} className={styles.editor}>
        {editable && (
          <RichTextEditor.Toolbar aria-label={text.headingMenu} className={styles.toolbar}>
            <RichTextEditor.ControlsGroup>
              <RichTextEditor.Bold />
              <RichTextEditor.Italic />
            </RichTextEditor.ControlsGroup>
            <RichTextEditor.ControlsGroup>
              <RichTextEditor.H2 />
              <RichTextEditor.H3 />
            </RichTextEditor.ControlsGroup>
            <RichTextEditor.ControlsGroup>
              <RichTextEditor.BulletList />
              <RichTextEditor.OrderedList />
              <RichTextEditor.Blockquote />
            </RichTextEditor.ControlsGroup>
            <RichTextEditor.ControlsGroup>
              <RichTextEditor.Link />
              <RichTextEditor.Unlink />
            </RichTextEditor.ControlsGroup>
            <RichTextEditor.ControlsGroup>
              <RichTextEditor.Undo aria-label={common.undo} />
              <RichTextEditor.Redo />
            </RichTextEditor.ControlsGroup>
          </RichTextEditor.Toolbar>
        )}
        <RichTextEditor.Content />
      </RichTextEditor>
    </>
  )
}
