import type { TextSpan } from '@polyphony/document'
import type { Desk } from '../desk/desk.ts'
import type { Painter } from './painter.ts'
import { wordAround } from './words.ts'

/** Shows selection, caret, focus and hover over the text, and follows them. */
export const paintMarks = (desk: Desk, painter: Painter): (() => void) => {
  let shown: Partial<ReturnType<Desk['state']['get']>> = {}

  const spanOf = (key: string | null): TextSpan[] => {
    const resolution = key === null ? undefined : desk.annotations.get(key)?.resolution
    return resolution && 'span' in resolution ? [resolution.span] : []
  }

  const paint = () => {
    const state = desk.state.get()
    if (state.selection !== shown.selection) {
      painter.mark('desk-pending', state.selection ? [state.selection] : [])
      const native = document.getSelection()
      // The selection was used up: the browser shall not keep showing it.
      if (!state.selection && shown.selection && native && !native.isCollapsed && !state.editing)
        native.removeAllRanges()
    }
    if (state.caret !== shown.caret || state.turn !== shown.turn) {
      const word =
        state.caret && wordAround(desk.index.turn(state.caret.turn)?.text ?? '', state.caret.offset)
      painter.mark(
        'desk-caret',
        state.caret && word
          ? [
              {
                start: { turn: state.caret.turn, offset: word.from },
                end: { turn: state.caret.turn, offset: word.to },
              },
            ]
          : [],
      )
    }
    if (state.focus !== shown.focus) painter.mark('desk-focus', spanOf(state.focus))
    if (state.hover !== shown.hover) {
      painter.mark('desk-hover', state.hover === state.focus ? [] : spanOf(state.hover))
    }
    shown = state
  }

  const unwatch = desk.state.subscribe(paint)
  const unfollow = desk.annotations.onChange(() => {
    const { focus, hover } = desk.state.get()
    if (focus !== null) {
      if (desk.annotations.get(focus)) painter.mark('desk-focus', spanOf(focus))
      else desk.state.set({ focus: null })
    }
    if (hover !== null && !desk.annotations.get(hover)) desk.state.set({ hover: null })
  })
  paint()
  return () => {
    unwatch()
    unfollow()
  }
}
