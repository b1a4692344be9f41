import { links } from '../../../text/links.ts'
import { copyHighlightLink, copyTimeLink, copyTurnLink } from '../../links/copyLink.ts'
import type { Shortcut } from './Shortcut.ts'
import { standing } from './standing.ts'

/** Links to places. */
export const linkShortcuts: readonly Shortcut[] = [
  {
    group: 'other',
    label: links.shortcuts.place,
    keys: ['#'],
    on: ['#', 'shift+#', 'shift+3'],
    run(desk) {
      const { focus } = desk.state.get()
      const point = standing(desk)
      if (focus !== null && desk.annotations.get(focus)) void copyHighlightLink(desk, focus)
      else if (point) void copyTurnLink(desk, point.turn)
      else return false
      return true
    },
  },
  {
    group: 'other',
    label: links.shortcuts.time,
    keys: ['@'],
    on: ['@', 'shift+@', 'ctrl+@'],
    run(desk) {
      if (!desk.player) return false
      void copyTimeLink(desk)
      return true
    },
  },
]
