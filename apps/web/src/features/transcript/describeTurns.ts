import { describeTurn } from '../coding/whoSaid.ts'
import type { Desk } from '../desk/desk.ts'

/** In the turn where the keyboard stands, Tab goes on to these. */
export const TURN_STOP = 'data-turn-stop'

/**
 * Whoever comes to a turn with a screen reader hears how many highlights lie in it, whose, and its words; Tab leads on
 * to what can be done with it. It is worked out when the turn gets the focus: nothing is kept up to date for turns
 * nobody stands on.
 */
export const describeTurns = (desk: Desk, root: HTMLElement): (() => void) => {
  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement) || target.dataset.turn === undefined) return
    const { turn } = target.dataset
    const told = [describeTurn(desk, turn), desk.index.turn(turn)?.text ?? ''].filter(Boolean).join('. ')
    if (told) target.setAttribute('aria-description', told)
    else target.removeAttribute('aria-description')
    if (target !== here) setStops(here, -1)
    setStops(target, 0)
    here = target
  }
  let here: HTMLElement | null = null
  root.addEventListener('focusin', onFocus)
  return () => root.removeEventListener('focusin', onFocus)
}

const setStops = (turn: HTMLElement | null, tabIndex: 0 | -1): void => {
  for (const stop of turn?.querySelectorAll<HTMLElement>(`[${TURN_STOP}]`) ?? []) stop.tabIndex = tabIndex
}
