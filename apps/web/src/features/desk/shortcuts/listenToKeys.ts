import type { Desk } from '../desk.ts'
import { awaitField } from './awaitField.ts'
import { isLetter, letterKeys } from './letterKeys.ts'
import { SHORTCUTS } from './shortcuts.ts'

const byKey = new Map(SHORTCUTS.flatMap(shortcut => shortcut.on.map(key => [key, shortcut] as const)))

const nameOf = (event: KeyboardEvent): string => {
  const command = event.ctrlKey || event.metaKey
  return `${command ? 'ctrl+' : ''}${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`
}

/** Keys that a focused button or slider means for itself. */
const OWN_KEYS = new Set([' ', 'enter', 'arrowup', 'arrowdown', 'arrowleft', 'arrowright'])

/** Listens to the keys of the desk wherever nothing is being typed. */
export const listenToKeys = (desk: Desk): (() => void) => {
  const field = awaitField(desk)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || event.isComposing) return
    const target = event.target as HTMLElement
    // Dialogs, menus and fields have their own keys.
    if (
      target.closest(
        'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"]',
      )
    )
      return
    if (field.takes(event)) {
      event.preventDefault()
      return
    }
    if (!letterKeys.get().on && isLetter(event)) return
    const key = nameOf(event)
    if (OWN_KEYS.has(key) && target.closest('button, a, summary, [role="slider"]')) return
    const shortcut = byKey.get(key)
    if (shortcut?.run(desk, key)) event.preventDefault()
  }
  document.addEventListener('keydown', onKeyDown)
  return () => {
    document.removeEventListener('keydown', onKeyDown)
    field.dispose()
  }
}
