import type { KeyboardEvent } from 'react'
import { followKey } from './followKey.ts'
import { visibleButtons } from './visibleButtons.ts'

/** An element with this attribute is a row; what it is of is the value. Its first button is what the row is about. */
export const ROW = 'data-row'

/** Up and down go from row to row, Home and End to the first and last, right and left along a row, Escape to its start. */
export const moveAmongRows = (event: KeyboardEvent<HTMLElement>): void => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  const target = event.target as HTMLElement
  const row = target.closest(`[${ROW}]`)
  if (!row) return
  const beside = visibleButtons(row)
  const at = beside.indexOf(target)
  const rowAt = (find: (rows: readonly Element[]) => Element | undefined) => {
    const found = find([...event.currentTarget.querySelectorAll(`[${ROW}]`)])
    return found && visibleButtons(found)[0]
  }
  const goal = () => {
    switch (event.key) {
      case 'ArrowDown':
        return rowAt(rows => rows[rows.indexOf(row) + 1])
      case 'ArrowUp':
        return rowAt(rows => rows[rows.indexOf(row) - 1])
      case 'Home':
        return rowAt(rows => rows[0])
      case 'End':
        return rowAt(rows => rows.at(-1))
      case 'ArrowRight':
        return beside[at + 1]
      case 'ArrowLeft':
        return beside[at - 1]
      case 'Escape':
        // From the start of a row it is for whoever holds the list.
        return at > 0 ? beside[0] : null
      default:
        return null
    }
  }
  followKey(event, goal())
}
