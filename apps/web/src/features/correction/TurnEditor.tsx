import { Button } from '@mantine/core'
import { useEffect, useMemo, useRef } from 'react'
import { desk as words } from '../../text/desk.ts'
import { notifyDone } from '../../ui/notify.ts'
import { useDesk } from '../desk/DeskContext.tsx'
import textStyles from '../transcript/Transcript.module.css'
import { type TurnEditor as Bound, bindTurnEditor } from './bindTurnEditor.ts'
import { endCorrection, joinAbove, splitHere, typingIn } from './correctionCommands.ts'
import styles from './TurnEditor.module.css'

/** A turn as a plain-text field. React never touches what is in it. */
export const TurnEditor = ({ turn, speaker }: { turn: string; speaker: string }) => {
  const desk = useDesk()
  const field = useRef<HTMLDivElement>(null)
  const bound = useRef<Bound | null>(null)

  // Here, undo stays with the transcript: it takes back what was typed, not what was coded before.
  const history = useMemo(
    () => ({
      undo: () => desk.history.undo({ scope: 'transcript' }),
      redo: () => desk.history.redo({ scope: 'transcript' }),
    }),
    [desk],
  )

  useEffect(() => {
    if (!field.current || !desk.abilities.correct) return
    const editor = bindTurnEditor({
      index: desk.index,
      turn,
      element: field.current,
      act: () => typingIn(desk, turn),
      history,
      caret: desk.state.get().editing?.caret ?? null,
      onMoved: (turn, caret) => desk.state.set({ editing: { turn, caret }, turn }),
      onGone: () => {
        desk.state.set({ editing: null })
        notifyDone(words.correction.ended)
      },
    })
    bound.current = editor
    return () => {
      bound.current = null
      editor.dispose()
    }
  }, [desk, turn, history])

  const onKeyDown = (event: React.KeyboardEvent) => {
    // Nothing typed here is a shortcut of the desk.
    event.stopPropagation()
    const command = event.ctrlKey || event.metaKey
    if (event.key === 'Escape') {
      event.preventDefault()
      endCorrection(desk)
    } else if (event.nativeEvent.isComposing) {
      return
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const caret = bound.current?.caret()
      if (caret !== null && caret !== undefined) splitHere(desk, turn, caret)
    } else if (
      event.key === 'Backspace' &&
      bound.current?.caret() === 0 &&
      document.getSelection()?.isCollapsed
    ) {
      event.preventDefault()
      joinAbove(desk, turn, true)
    } else if (command && event.key.toLowerCase() === 'z') {
      event.preventDefault()
      if (event.shiftKey) history.redo()
      else history.undo()
    } else if (command && event.key.toLowerCase() === 'y') {
      event.preventDefault()
      history.redo()
    }
  }

  return (
    <div className={styles.editor}>
      {/* biome-ignore lint/a11y/useSemanticElements: an input cannot hold prose in the reading type */}
      <div
        ref={field}
        className={`${textStyles.text} ${styles.field}`}
        contentEditable="plaintext-only"
        suppressContentEditableWarning
        spellCheck
        role="textbox"
        aria-multiline={false}
        tabIndex={0}
        aria-label={words.correction.label(speaker)}
        aria-describedby={`correction-hint-${turn}`}
        onKeyDown={onKeyDown}
        onBlur={event => {
          // Leaving for the buttons below is not leaving.
          if (!event.currentTarget.parentElement?.contains(event.relatedTarget) && document.hasFocus())
            setTimeout(() => {
              const { editing } = desk.state.get()
              if (editing?.turn === turn && document.activeElement !== field.current)
                desk.state.set({ editing: null })
            }, 0)
        }}
      />
      <div className={styles.bar}>
        <span id={`correction-hint-${turn}`} className={styles.hint}>
          {words.correction.hint}
        </span>
        <Button size="compact-xs" variant="default" onClick={() => endCorrection(desk)}>
          {words.correction.done}
        </Button>
      </div>
    </div>
  )
}
