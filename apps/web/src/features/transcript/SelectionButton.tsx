import { IconHighlight } from '@tabler/icons-react'
import { useLayoutEffect, useState } from 'react'
import { desk as words } from '../../text/desk.ts'
import { openPalette } from '../coding/openPalette.ts'
import { useDesk, useDeskState } from '../desk/DeskContext.tsx'
import styles from './Transcript.module.css'

/** Beside what is selected: one press to code it. */
export const SelectionButton = () => {
  const desk = useDesk()
  const selection = useDeskState(state => (state.palette || state.editing ? null : state.selection))
  const [box, setBox] = useState<{ left: number; bottom: number } | null>(null)
  useLayoutEffect(() => {
    setBox(selection ? (desk.view.current?.boxOf(selection) ?? null) : null)
  }, [desk, selection])
  if (!selection || !box || !desk.abilities.code) return null
  return (
    <button
      type="button"
      className={styles.selectionButton}
      style={{ left: box.left, top: box.bottom + 6 }}
      // Pressing must not let go of the selection.
      onPointerDown={event => event.preventDefault()}
      onMouseDown={event => event.preventDefault()}
      onClick={() => openPalette(desk)}
      aria-label={words.selection.highlight}
    >
      <IconHighlight size={15} stroke={1.8} aria-hidden />
      {words.selection.code}
      <kbd>H</kbd>
    </button>
  )
}
