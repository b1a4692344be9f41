import type { Desk } from '../desk.ts'
import { isLetter } from './letterKeys.ts'

/** A field that is not there by then will not come. */
const PATIENCE_MS = 3000

const OPEN_FIELD = '[data-passage] form :is(textarea, [contenteditable])'

const isField = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement && target.matches('input, textarea, [contenteditable]')

/**
 * After “Memo” or “Comment”, what is typed before the field has come is kept for it: on a busy machine it would be taken
 * for shortcuts.
 */
export const awaitField = (desk: Desk): { takes(event: KeyboardEvent): boolean; dispose(): void } => {
  let { writing } = desk.state.get()
  let since = Number.NEGATIVE_INFINITY
  let kept = ''
  const unsubscribe = desk.state.subscribe(() => {
    const now = desk.state.get().writing
    if (now === writing) return
    const isOpen = now !== null && JSON.stringify(now) === JSON.stringify(writing)
    writing = now
    since = now && !isOpen ? performance.now() : Number.NEGATIVE_INFINITY
    kept = ''
    // It stands there already: whoever asks for it again is led to it.
    if (isOpen) document.querySelector<HTMLElement>(OPEN_FIELD)?.focus()
  })
  const onFocusIn = ({ target }: FocusEvent) => {
    if (!isField(target)) return
    since = Number.NEGATIVE_INFINITY
    const typed = kept
    kept = ''
    // The one way to write into a field as a person does: it is heard, and can be taken back.
    if (typed) queueMicrotask(() => document.execCommand('insertText', false, typed))
  }
  document.addEventListener('focusin', onFocusIn)
  return {
    takes(event) {
      if (performance.now() - since > PATIENCE_MS || !(isLetter(event) || event.key === ' ')) return false
      kept += event.key
      return true
    },
    dispose() {
      unsubscribe()
      document.removeEventListener('focusin', onFocusIn)
    },
  }
}
