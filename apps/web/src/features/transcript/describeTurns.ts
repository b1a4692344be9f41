import { describeTurn } from '../coding/whoSaid.ts'
import type { Desk } from '../desk/desk.ts'

/**
 * Whoever comes to a turn with a screen reader hears how many highlights lie in it and whose. It is worked out when
 * the turn gets the focus: nothing is kept up to date for turns nobody stands on.
 */
export const describeTurns = (desk: Desk, root: HTMLElement): (() => void) => {
  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement) || target.dataset.turn === undefined) return
    const text = describeTurn(desk, target.dataset.turn)
    if (text) target.setAttribute('aria-description', text)
    else target.removeAttribute('aria-description')
  }
  root.addEventListener('focusin', onFocus)
  return () => root.removeEventListener('focusin', onFocus)
}
