import type { KeyboardEvent } from 'react'
import { followKey } from './followKey.ts'
import { visibleButtons } from './visibleButtons.ts'

/** The stops of the next margin above or below that has some: at its near end. */
const beyond = (lanes: Element, direction: 1 | -1): HTMLElement | undefined => {
  const all = [...(lanes.closest('[data-transcript]')?.querySelectorAll('[data-lanes]') ?? [])]
  for (let at = all.indexOf(lanes) + direction; all[at]; at += direction) {
    const stops = visibleButtons(all[at]!)
    if (stops.length > 0) return direction > 0 ? stops[0] : stops.at(-1)
  }
}

/** Arrows go from label to label, on into the margins of other turns; Home and End within the turn; Escape to its text. */
export const moveInMargin = (event: KeyboardEvent<HTMLElement>): void => {
  const lanes = event.currentTarget
  // The list of folded codings stands elsewhere on the page, and has its own keys.
  if (!lanes.contains(event.target as Node)) return
  const stops = visibleButtons(lanes)
  const at = stops.indexOf(event.target as HTMLElement)
  const goal = () => {
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowRight':
        return stops[at + 1] ?? beyond(lanes, 1)
      case 'ArrowUp':
      case 'ArrowLeft':
        return at > 0 ? stops[at - 1] : beyond(lanes, -1)
      case 'Home':
        return stops[0]
      case 'End':
        return stops.at(-1)
      case 'Escape':
        return lanes.closest<HTMLElement>('[data-turn]')
      default:
        return null
    }
  }
  followKey(event, goal())
}
