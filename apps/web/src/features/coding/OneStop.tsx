import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { moveAmongRows, ROW } from './moveAmongRows.ts'

interface OneStopProps {
  /** Id of what names the rows. */
  labelledBy: string
  /** Told to those who come here with a screen reader: which key goes where. */
  keys: string
  children: ReactNode
}

/** The button used last: by its row, else by what stands in the row's place once it is gone. */
interface Place {
  row: string
  index: number
  button: number
}

/**
 * Rows (`data-row`) as one stop of Tab, at the button used last; arrows go to the others. Their buttons have a
 * `tabIndex` of -1. Which one Tab comes to is written into the page, so that no row is rendered because of it.
 */
export const OneStop = ({ labelledBy, keys, children }: OneStopProps) => {
  const description = useId()
  const root = useRef<HTMLDivElement>(null)
  const place = useRef<Place>({ row: '', index: 0, button: 0 })
  const stop = useRef<HTMLElement | null>(null)
  const holdsFocus = useRef(false)

  const setStop = (next: HTMLElement | null) => {
    if (stop.current) stop.current.tabIndex = -1
    if (next) next.tabIndex = 0
    stop.current = next
  }
  // After each rendering, for rows may have come, gone and moved: one of them is always the stop.
  useLayoutEffect(() => {
    const { row, index, button } = place.current
    const rows = [...root.current!.querySelectorAll(`[${ROW}]`)]
    const here = rows.find(one => one.getAttribute(ROW) === row) ?? rows[Math.min(index, rows.length - 1)]
    const buttons = here ? [...here.querySelectorAll('button')] : []
    const next = buttons[Math.min(button, buttons.length - 1)] ?? null
    const hasGone = stop.current?.isConnected === false
    setStop(next)
    if (hasGone && holdsFocus.current) next?.focus()
  })

  return (
    <div
      ref={root}
      role="toolbar"
      aria-orientation="vertical"
      aria-labelledby={labelledBy}
      aria-describedby={description}
      onKeyDown={moveAmongRows}
      onFocus={({ target }) => {
        const row = target.closest(`[${ROW}]`)
        if (!row) return
        holdsFocus.current = true
        setStop(target)
        const button = [...row.querySelectorAll<HTMLElement>('button')].indexOf(target)
        const index = [...root.current!.querySelectorAll(`[${ROW}]`)].indexOf(row)
        place.current = { row: row.getAttribute(ROW)!, index, button }
        // Escape is the row's then, and not for the drawer that the list may stand in.
        if (button > 0) target.dataset.mantineStopPropagation = 'true'
      }}
      // Not called when what has the focus is taken out of the page.
      onBlur={() => {
        holdsFocus.current = false
      }}
    >
      <span id={description} hidden>
        {keys}
      </span>
      {children}
    </div>
  )
}
