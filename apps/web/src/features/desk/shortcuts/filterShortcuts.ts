import { codings } from '../../../text/codings.ts'
import { announce } from '../../../ui/announce.ts'
import { isFiltering, NO_FILTER } from '../../coding/annotationFilter.ts'
import type { Shortcut } from './Shortcut.ts'

const w = codings.shortcutNames

/** What is shown, and in which colours. */
export const filterShortcuts: readonly Shortcut[] = [
  {
    group: 'other',
    label: w.filter,
    keys: ['X'],
    on: ['x'],
    run(desk) {
      desk.state.set({ filtering: true })
      return true
    },
  },
  {
    group: 'other',
    label: w.clearFilter,
    keys: ['Shift X'],
    on: ['shift+x'],
    run(desk) {
      if (!isFiltering(desk.state.get().filter)) return false
      desk.state.set({ filter: NO_FILTER })
      announce(codings.filter.cleared)
      return true
    },
  },
  {
    group: 'other',
    label: w.colours,
    keys: ['Y'],
    on: ['y'],
    run(desk) {
      const colourBy = desk.state.get().colourBy === 'code' ? 'person' : 'code'
      desk.state.set({ colourBy })
      announce(colourBy === 'code' ? codings.colour.byCode : codings.colour.byPerson)
      return true
    },
  },
]
