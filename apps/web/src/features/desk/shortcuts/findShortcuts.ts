import { search } from '../../../text/search.ts'
import { findOf } from '../../search/find.ts'
import type { Shortcut } from './Shortcut.ts'

/** Finding one's way. */
export const findShortcuts: readonly Shortcut[] = [
  {
    group: 'move',
    label: search.shortcuts.find,
    keys: ['/', 'Ctrl F'],
    on: ['/', 'ctrl+f'],
    run(desk) {
      findOf(desk).open()
      return true
    },
  },
]
