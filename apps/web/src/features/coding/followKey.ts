import type { KeyboardEvent } from 'react'

/**
 * Takes the keyboard to where a pressed arrow key leads. The key is used up, also where there is nothing further that
 * way (undefined); one that means nothing here (null) is left to others.
 */
export const followKey = (event: KeyboardEvent, goal: HTMLElement | null | undefined): void => {
  if (goal === null) return
  event.preventDefault()
  event.stopPropagation()
  goal?.focus()
}
