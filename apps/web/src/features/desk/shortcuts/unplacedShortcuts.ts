import { codings } from '../../../text/codings.ts'
import { attachHere } from '../../coding/reattach.ts'
import type { Shortcut } from './Shortcut.ts'

/** Highlights that have lost their words. */
export const unplacedShortcuts: readonly Shortcut[] = [
  { group: 'code', label: codings.shortcutNames.attach, keys: ['Shift A'], on: ['shift+a'], run: attachHere },
]
