import { useEffect, useRef } from 'react'

interface Ways {
  undo: () => void
  redo: () => void
}

/** Ctrl Z, Ctrl Shift Z and Ctrl Y of a page; null where nothing can be changed. */
export const useHistoryKeys = (ways: Ways | null): void => {
  const current = useRef(ways)
  current.current = ways
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event
      if (!current.current || event.defaultPrevented || !(event.ctrlKey || event.metaKey)) return
      if (target instanceof HTMLElement && isElsewhere(target)) return
      const key = event.key.toLowerCase()
      if (key === 'z' && !event.shiftKey) current.current.undo()
      else if (key === 'y' || key === 'z') current.current.redo()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** What is typed in a field, or in a dialog above the page, is taken back there. */
const isElsewhere = (target: HTMLElement): boolean =>
  target.isContentEditable ||
  target.matches('textarea, input:not([type=checkbox], [type=radio])') ||
  target.closest('[role=dialog]') !== null
