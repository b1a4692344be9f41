import type { shortcuts } from '../../../text/shortcuts.ts'
import type { Desk } from '../desk.ts'

/** One thing the keyboard does on the desk. */
export interface Shortcut {
  group: keyof typeof shortcuts.groups
  label: string
  /** As shown; alternatives are separated. */
  keys: readonly string[]
  /** As `event.key`, lower case for letters, with `ctrl+` (or the command key) and `shift+` in front. */
  on: readonly string[]
  /** Returns false when there was nothing to do, so that the browser may have the key. */
  run: (desk: Desk, key: string) => boolean | undefined
}
