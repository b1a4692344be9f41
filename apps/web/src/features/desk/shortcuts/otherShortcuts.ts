import { presence } from '../../../text/presence.ts'
import { shortcuts } from '../../../text/shortcuts.ts'
import { endSticky } from '../../coding/stickyCommands.ts'
import { beginCorrection } from '../../correction/correctionCommands.ts'
import { endPointing, pointWhileHeld } from '../../presence/pointing.ts'
import type { Shortcut } from './Shortcut.ts'
import { standing } from './standing.ts'

const w = shortcuts.names

/** Everything else. */
export const otherShortcuts: readonly Shortcut[] = [
  {
    group: 'other',
    label: w.correct,
    keys: ['E'],
    on: ['e'],
    run(desk) {
      const point = standing(desk)
      if (!point || !desk.abilities.correct) return false
      beginCorrection(desk, point.turn, point.offset)
      return true
    },
  },
  {
    group: 'other',
    label: w.turnMenu,
    keys: ['Shift E'],
    on: ['shift+e'],
    run(desk) {
      const point = standing(desk)
      if (!point) return false
      desk.view.current?.reveal(point, { focus: true, smooth: false })
      // A menu that opens while the key is still going through the page would take it for its own.
      setTimeout(() =>
        document
          .querySelector<HTMLElement>(`[data-turn="${CSS.escape(point.turn)}"] [aria-haspopup="menu"]`)
          ?.click(),
      )
      return true
    },
  },
  {
    group: 'other',
    label: presence.shortcut,
    keys: ['W'],
    on: ['w'],
    run(desk, key) {
      pointWhileHeld(desk, key)
      return true
    },
  },
  {
    group: 'other',
    label: w.escape,
    keys: ['Esc'],
    on: ['escape'],
    run(desk) {
      const state = desk.state.get()
      if (state.palette) desk.state.set({ palette: null })
      else if (state.writing) desk.state.set({ writing: null })
      else if (state.drawer) desk.state.set({ drawer: null })
      else if (state.attaching) desk.state.set({ attaching: null })
      else if (endPointing(desk) || desk.company.leave()) return true
      else if (state.sticky && !state.selection) endSticky(desk)
      else desk.state.set({ selection: null, selectionOrigin: null, focus: null, wholeTurn: null })
      return true
    },
  },
  {
    group: 'other',
    label: w.help,
    keys: ['?'],
    on: ['?', 'shift+?', 'shift+/'],
    run(desk) {
      desk.state.set({ shortcuts: true })
      return true
    },
  },
]
