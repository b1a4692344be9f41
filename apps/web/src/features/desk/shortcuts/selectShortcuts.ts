import { shortcuts } from '../../../text/shortcuts.ts'
import { type Direction, extendSelection, otherOrigin, type Unit } from '../../transcript/extendSelection.ts'
import { turnTexts } from '../../transcript/snapSpan.ts'
import type { Desk } from '../desk.ts'
import type { Shortcut } from './Shortcut.ts'
import { standing } from './standing.ts'

const extend = (desk: Desk, unit: Unit, direction: Direction): boolean => {
  const { selection, selectionOrigin } = desk.state.get()
  const origin = (selection && selectionOrigin) ?? standing(desk)
  if (!origin) return false
  const next = extendSelection(turnTexts(desk.index), selection, origin, unit, direction)
  if (!next) return true
  desk.state.set({
    selection: next,
    selectionOrigin: selection ? origin : next.start,
    caret: null,
    focus: null,
    turn: direction > 0 ? next.end.turn : next.start.turn,
  })
  desk.view.current?.reveal(direction > 0 ? next.end : next.start, { smooth: false })
  return true
}

const w = shortcuts.names

/** Selecting. */
export const selectShortcuts: readonly Shortcut[] = [
  {
    group: 'select',
    label: w.extendWord,
    keys: ['Shift ←', 'Shift →'],
    on: ['shift+arrowleft', 'shift+arrowright'],
    run: (desk, key) => extend(desk, 'word', key.endsWith('right') ? 1 : -1),
  },
  {
    group: 'select',
    label: w.extendSentence,
    keys: ['Ctrl Shift ←', 'Ctrl Shift →'],
    on: ['ctrl+shift+arrowleft', 'ctrl+shift+arrowright'],
    run: (desk, key) => extend(desk, 'sentence', key.endsWith('right') ? 1 : -1),
  },
  {
    group: 'select',
    label: w.extendTurn,
    keys: ['Shift ↑', 'Shift ↓'],
    on: ['shift+arrowup', 'shift+arrowdown'],
    run: (desk, key) => extend(desk, 'turn', key.endsWith('down') ? 1 : -1),
  },
  {
    group: 'select',
    label: w.sentence,
    keys: ['S'],
    on: ['s'],
    run: desk => extend(desk, 'sentence', 1),
  },
  {
    group: 'select',
    label: w.turn,
    keys: ['Shift S'],
    on: ['shift+s'],
    run: desk => extend(desk, 'turn', 1),
  },
  {
    group: 'select',
    label: w.otherEnd,
    keys: ['Z'],
    on: ['z'],
    run(desk) {
      const { selection, selectionOrigin } = desk.state.get()
      if (!selection) return false
      const origin = otherOrigin(turnTexts(desk.index), selection, selectionOrigin ?? selection.start)
      desk.state.set({ selectionOrigin: origin })
      const free = origin === selection.start ? selection.end : selection.start
      desk.view.current?.reveal(free, { smooth: false })
      return true
    },
  },
]
