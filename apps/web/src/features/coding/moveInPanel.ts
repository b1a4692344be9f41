import type { KeyboardEvent } from 'react'

interface PanelMoves {
  /** Goes back to the passage in the text; false where that is not to be. */
  toText: () => boolean
  /** Speaks of this highlight from now on (annotation key). */
  onCard: (key: string) => void
}

/**
 * Arrows go from card to card, Enter on a card shows its words in the text, Escape goes back there; fields and menus keep
 * their own keys.
 */
export const moveInPanel = (event: KeyboardEvent<HTMLElement>, { toText, onCard }: PanelMoves): void => {
  const target = event.target as HTMLElement
  if (target.closest('input, textarea, [contenteditable], [role="menu"]')) return
  const cards = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-card]')]
  const here = target.closest<HTMLElement>('[data-card]')
  if (event.key === 'Enter' && target === here && here.tagName === 'ARTICLE') {
    event.preventDefault()
    here.click()
    return
  }
  if (event.key === 'Escape' && !event.defaultPrevented && toText()) {
    event.preventDefault()
    // What is looked at stays: the next Escape lets go of it.
    event.nativeEvent.stopImmediatePropagation()
    return
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined || cards.length === 0) return
  event.preventDefault()
  const next = here ? cards[cards.indexOf(here) + step] : cards[0]
  next?.focus()
  if (next?.dataset.card) onCard(next.dataset.card)
  next?.scrollIntoView({ block: 'nearest' })
}
