import { tools } from '../../../text/tools.ts'
import { toolsOf } from '../../tools/tools.ts'
import { confirmHere, nextUncertain } from '../../tools/uncertain.ts'
import type { Shortcut } from './Shortcut.ts'

/** What concerns the whole transcript. */
export const toolShortcuts: readonly Shortcut[] = [
  {
    group: 'other',
    label: tools.shortcuts.replace,
    keys: ['Ctrl H'],
    on: ['ctrl+h'],
    run(desk) {
      if (!desk.abilities.correct) return false
      toolsOf(desk).set({ dialog: 'replace' })
      return true
    },
  },
  {
    group: 'move',
    label: tools.shortcuts.uncertain,
    keys: ['Ctrl U'],
    on: ['ctrl+u'],
    run(desk) {
      if (!desk.facts.get().words?.confidence) return false
      nextUncertain(desk)
      return true
    },
  },
  {
    group: 'other',
    label: tools.shortcuts.confirm,
    keys: ['Shift C'],
    on: ['shift+c'],
    run(desk) {
      if (!desk.abilities.correct || !desk.facts.get().words?.confidence) return false
      confirmHere(desk)
      return true
    },
  },
]
