/** So many places the keyboard has been are remembered: more than any dialog within a dialog needs. */
const REMEMBERED = 12

/** A dialog gives the keyboard back a moment after it has gone; a field that is made anew takes it a moment later. */
const HOLD_MS = 150

/** What is only there for a while: whoever leaves it goes back to where they were before. */
const PASSING = '[role="dialog"], [role="menu"], [role="listbox"], [contenteditable], form'

/** What holds other controls, and can take the keyboard when one of them goes. */
const HOLDERS = '[data-card], [data-turn]'

interface Place {
  element: HTMLElement
  /** From the nearest outwards. */
  holders: HTMLElement[]
  passing: boolean
}

const placeOf = (element: HTMLElement): Place => {
  const holders: HTMLElement[] = []
  for (let at = element.closest<HTMLElement>(HOLDERS); at; at = at.parentElement?.closest(HOLDERS) ?? null)
    holders.push(at)
  return { element, holders, passing: element.closest(PASSING) !== null }
}

const isThere = (element: HTMLElement): boolean =>
  element.isConnected && element.checkVisibility() && !element.matches(':disabled')

/**
 * Sees to it that the keyboard is never nowhere: when what it stood on goes (a highlight that is deleted, a field that
 * is closed, a dialog), it goes to what held that, else back to where it was before, else to `home`.
 */
export const keepFocus = (home: () => void): (() => void) => {
  let places: Place[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  const onFocusIn = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement) || target === document.body) return
    places = [...places.filter(({ element }) => element !== target), placeOf(target)].slice(-REMEMBERED)
  }
  const look = () => {
    const lost = places.at(-1)
    const { activeElement } = document
    if ((activeElement && activeElement !== document.body) || !lost || isThere(lost.element)) return
    places = places.filter(({ element }) => element !== lost.element)
    const goals = [
      ...(lost.passing ? [] : lost.holders),
      // What else was only there for a while is no place to go back to, nor what held it.
      ...places
        .toReversed()
        .flatMap(({ element, holders, passing }) => (passing ? [] : [element, ...holders])),
    ]
    const goal = goals.find(isThere)
    if (goal) goal.focus({ preventScroll: true })
    else home()
  }
  // An element that goes away loses the focus first, to nothing.
  const onFocusOut = ({ relatedTarget }: FocusEvent) => {
    clearTimeout(timer)
    if (relatedTarget === null) timer = setTimeout(look, HOLD_MS)
  }
  document.addEventListener('focusin', onFocusIn)
  document.addEventListener('focusout', onFocusOut)
  return () => {
    document.removeEventListener('focusin', onFocusIn)
    document.removeEventListener('focusout', onFocusOut)
    clearTimeout(timer)
  }
}
